// The memory-hard function alone, with the parameters that Rekey uses.
import { hash, verify } from '@node-rs/argon2';
import { given, tell } from '../parent.ts';

const { work, atOnce, seconds } = given<{ work: 'hash' | 'verify'; atOnce: number; seconds: number }>();
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const password = 'Correct-Horse7battery';
const stored = await hash(password, cost);
const began = performance.now();
let count = 0;

async function send(): Promise<void> {
  while (performance.now() - began < seconds * 1_000) {
    await (work === 'hash' ? hash(password, cost) : verify(stored, password));
    count += 1;
  }
}

await Promise.all(Array.from({ length: atOnce }, send));
tell({ perSecond: count / ((performance.now() - began) / 1_000) });
