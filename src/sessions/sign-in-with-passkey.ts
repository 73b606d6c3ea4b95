import type { Audit } from '../audit/index.ts';
import type { Database, Tx } from '../database/index.ts';
import type { Factors } from '../factors/index.ts';
import { Refusal } from '../kernel/index.ts';
import { limited, type Throttle } from '../throttle/index.ts';
import { whole } from './factor-due.ts';
import type { Sessions } from './index.ts';
import { signInsFrom } from './limits.ts';

interface Parts {
  database: Database;
  audit: Audit;
  throttle: Throttle;
  factors: Factors;
  open: Sessions['open'];
}

/**
 * Signs in whoever the passkey belongs to: nobody is named, so nobody's name is found out. A source that tries too often
 * waits; nothing is counted for the account, because a passkey cannot be guessed.
 */
export function createSignInWithPasskey(parts: Parts): Sessions['signInWithPasskey'] {
  const { database, audit, throttle, factors, open } = parts;
  return async (caller, { knownBrowser, ...answer }) => {
    const told = { event: 'session.opened', details: { by: 'passkey' } } as const;
    await database.write(async (tx) => {
      const refused = limited(await throttle.take(tx, signInsFrom(caller.address)));
      if (refused) await audit.recordRefusal(tx, caller, { ...told, outcome: refused.code });
      return refused;
    });
    const refuse = async (tx: Tx, refusal: Refusal): Promise<Refusal> => {
      await audit.recordRefusal(tx, caller, { ...told, outcome: refusal.code });
      return refusal;
    };
    const proved = await factors.provePasskey(answer).catch(async (error: unknown) => {
      const isRefused = error instanceof Refusal && error.is('passkey_refused');
      if (isRefused) await database.write(async (tx) => void (await refuse(tx, error)));
      throw error;
    });
    return database.write(async (tx) => {
      const { user, used } = (await proved.use(tx)) ?? {};
      if (!user) return refuse(tx, new Refusal('passkey_refused', {}));
      return whole(await open(tx, caller, user, { by: 'passkey', factor: 'proved', used, knownBrowser }));
    });
  };
}
