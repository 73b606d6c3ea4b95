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
    const counted = await database.write(async (tx) => {
      const takes = await takesOf(tx, caller, { ...answer, knownBrowser });
      const refused = limited(await throttle.take(tx, takes));
      if (refused) await audit.recordRefusal(tx, caller, { ...told, outcome: refused.code });
      return refused ?? takes;
    });
    const { user, used } = await factors.provePasskey(answer).catch(async (error: unknown) => {
      if (error instanceof Refusal && error.is('passkey_refused')) {
        await database.write((tx) => audit.recordRefusal(tx, caller, { ...told, outcome: error.code }));
      }
      throw error;
    });
    const made = { by: 'passkey', factor: 'proved', used, knownBrowser } as const;
    return database.write(async (tx) => {
      const opened = whole(await open(tx, caller, user, made));
      await throttle.putBack(tx, counted);
      return opened;
    });
  };
}
