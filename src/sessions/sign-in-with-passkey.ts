import type { Audit } from '../audit/index.ts';
import type { Database, Tx } from '../database/index.ts';
import { type Factors, passkeyAnswers } from '../factors/index.ts';
import { type Caller, Refusal } from '../kernel/index.ts';
import { limited, type Take, type Throttle } from '../throttle/index.ts';
import { whole } from './factor-due.ts';
import type { Sessions } from './index.ts';
import type { KnownBrowsers } from './known-browser.ts';
import { signInsFrom } from './limits.ts';

interface Parts {
  database: Database;
  audit: Audit;
  throttle: Throttle;
  factors: Factors;
  knownBrowsers: KnownBrowsers;
  open: Sessions['open'];
}

type Answer = Parameters<Sessions['signInWithPasskey']>[1];

/**
 * Signs in whoever the passkey belongs to: nobody is named, so nobody's name is found out. Whoever makes passkeys up is
 * counted by source, as guesses are; an answer for a passkey that there is, by itself until it proved its own, so that its
 * owner waits for no neighbour. No failures in a row are counted, because a passkey cannot be guessed.
 */
export function createSignInWithPasskey(parts: Parts): Sessions['signInWithPasskey'] {
  const { database, audit, throttle, factors, knownBrowsers, open } = parts;

  const takesOf = async (tx: Tx, { address }: Caller, { passkey, knownBrowser }: Answer): Promise<Take[]> => {
    const owner = await factors.ownerOf(tx, passkey);
    if (owner === undefined) return signInsFrom(address);
    return passkeyAnswers(owner, await knownBrowsers.recognise(tx, owner, knownBrowser), address);
  };

  return async (caller, { knownBrowser, ...answer }) => {
    const told = { event: 'session.opened', details: { by: 'passkey' } } as const;
    const refuse = async (tx: Tx, refusal: Refusal): Promise<Refusal> => {
      await audit.recordRefusal(tx, caller, { ...told, outcome: refusal.code });
      return refusal;
    };
    const counted = await database.write(async (tx) => {
      const takes = await takesOf(tx, caller, { ...answer, knownBrowser });
      const refused = limited(await throttle.take(tx, takes));
      return refused ? refuse(tx, refused) : takes;
    });
    const proved = await factors.provePasskey(answer).catch(async (error: unknown) => {
      const isRefused = error instanceof Refusal && error.is('passkey_refused');
      if (isRefused) await database.write(async (tx) => void (await refuse(tx, error)));
      throw error;
    });
    return database.write(async (tx) => {
      const { user, used } = (await proved.use(tx)) ?? {};
      if (!user) return refuse(tx, new Refusal('passkey_refused', {}));
      const opened = whole(await open(tx, caller, user, { by: 'passkey', factor: 'proved', used, knownBrowser }));
      await throttle.putBack(tx, counted);
      return opened;
    });
  };
}
