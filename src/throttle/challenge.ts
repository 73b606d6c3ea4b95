import type { Database } from '../database/index.ts';
import {
  type Caller,
  type Clock,
  isStaff,
  minute,
  networkOf,
  type Random,
  Refusal,
  type Secrets,
  sourceOf,
} from '../kernel/index.ts';
import type { Settings } from '../settings/index.ts';
import { challengeLife, createChallengeTokens } from './challenge-token.ts';
import type { ChallengedForm, Challenges, Rule, Take, Throttle } from './index.ts';
import { limited } from './limited.ts';

/** One challenge opens one form once. */
const once: Rule = { name: 'challenge', max: 1, within: challengeLife };
/** Waiting costs a program nothing, so it is counted: room for people without JavaScript who share an address. */
const waited: Rule = { name: 'waited per source', max: 20, within: minute };
const waitedInNetwork: Rule = { name: 'waited per network', max: 5 * waited.max, within: minute };

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  settings: Settings;
  throttle: Throttle;
}

export function createChallenges(parts: Parts): Challenges {
  const { database, settings, throttle } = parts;
  const tokens = createChallengeTokens(parts);

  const isDue = async (caller: Caller, signs: Take[]): Promise<boolean> => {
    const { challenge } = await settings.read(database.read);
    if (challenge === 'off' || isExempt(caller)) return false;
    return challenge === 'always' || (await throttle.peek(database.read, signs)) > 0;
  };

  /** Spends what was met; a challenge that was spent before stands for none. */
  const spend = (form: ChallengedForm, token: string, waits: Take[] = []): Promise<undefined> =>
    database.write(async (tx): Promise<Refusal | undefined> => {
      const over = waits.length > 0 ? limited(await throttle.take(tx, waits)) : undefined;
      if (over) return over;
      const isSpent = (await throttle.take(tx, [{ rule: once, of: token }])) > 0;
      return isSpent ? new Refusal('challenge_needed', tokens.draw(form)) : undefined;
    });

  return {
    pending: async (caller, { form, signs }) => ((await isDue(caller, signs)) ? tokens.draw(form) : undefined),
    async demand(caller, { form, signs, answer }) {
      if (!(await isDue(caller, signs))) return;
      const { token = '', number } = answer ?? {};
      const drawn = tokens.read(form, token);
      if (!drawn) throw new Refusal('challenge_needed', tokens.draw(form));
      if (number === drawn.number) return spend(form, token);
      if (!drawn.isWaitedFor) throw new Refusal('challenge_needed', drawn.challenge);
      return spend(form, token, waitsFrom(caller));
    },
  };
}

function waitsFrom({ address = '' }: Caller): Take[] {
  return [
    { rule: waited, of: sourceOf(address) },
    { rule: waitedInNetwork, of: networkOf(address) },
  ];
}

/** Staff at work, and their programs that are known to ask for others. */
function isExempt({ actor }: Caller): boolean {
  if (actor.kind !== 'user') return actor.kind !== 'stranger';
  return isStaff(actor.role) && (actor.key === undefined || actor.key.scopes.includes('resets:ask'));
}
