import { createHash } from 'node:crypto';
import type { Challenge } from '../src/throttle/index.ts';

/** Works a challenge out as the page's script does. */
export function solve({ token, digest, most }: Pick<Challenge, 'token' | 'digest' | 'most'>): number {
  for (let number = 0; number <= most; number++) {
    const tried = createHash('sha256').update(`${token}.${number}`).digest('hex');
    if (tried === digest) return number;
  }
  throw new Error('the challenge has no number');
}
