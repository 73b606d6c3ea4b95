import { createHash } from 'node:crypto';
import { type Clock, hour, type Random, type Secrets, second } from '../kernel/index.ts';
import type { Challenge, ChallengedForm } from './index.ts';

/** Numbers to try at most; half of them as a rule. A phone is done while its owner types. */
const most = 50_000;
/** Instead of a number: so long after the challenge was drawn. */
const waitFor = 5 * second;
/** A form that lies open for longer gets a fresh one. */
export const challengeLife = hour;

/** What is known of a challenge that came back. */
export interface Drawn {
  challenge: Challenge;
  number: number;
  isWaitedFor: boolean;
}

/** Nothing is kept of a challenge before it is met: what it says is signed, and its number follows from that. */
export interface ChallengeTokens {
  draw(form: ChallengedForm): Challenge;
  /** Nothing for a token that is none of ours, was drawn for another form, or is too old. */
  read(form: ChallengedForm, token: string): Drawn | undefined;
}

export function createChallengeTokens(parts: { clock: Clock; random: Random; secrets: Secrets }): ChallengeTokens {
  const { clock, random, secrets } = parts;
  const numberOf = (token: string): number =>
    Buffer.from(secrets.digest('challenge', `number ${token}`), 'base64url').readUInt32BE() % (most + 1);
  const challengeOf = (token: string, drawnAt: number): Challenge => ({
    token,
    digest: createHash('sha256')
      .update(`${token}.${numberOf(token)}`)
      .digest('hex'),
    most,
    wait: Math.max(1, Math.ceil((drawnAt + waitFor - clock.now()) / second)),
  });
  return {
    draw(form) {
      const now = clock.now();
      const said = `${form}.${now.toString(36)}.${random.bytes(12).toString('base64url')}`;
      return challengeOf(`${said}.${secrets.digest('challenge', said)}`, now);
    },
    read(form, token) {
      const [name, at = '', salt = '', signature = '', ...more] = token.split('.');
      const isOurs = more.length === 0 && secrets.vouches('challenge', `${name}.${at}.${salt}`, signature);
      const drawnAt = Number.parseInt(at, 36);
      if (!isOurs || name !== form || clock.now() >= drawnAt + challengeLife) return undefined;
      const isWaitedFor = clock.now() >= drawnAt + waitFor;
      return { challenge: challengeOf(token, drawnAt), number: numberOf(token), isWaitedFor };
    },
  };
}
