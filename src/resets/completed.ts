import type { Tx } from '../database/index.ts';
import { type Caller, Refusal } from '../kernel/index.ts';
import { type FactorDue, isFactorDue, type OpenedSession } from '../sessions/index.ts';
import type { Ended, User } from '../users/index.ts';
import type { Completed } from './index.ts';
import type { Parts } from './parts.ts';
import { signsIn } from './signs-in.ts';
import type { ResetRow } from './store.ts';

/** What a completed reset gives the browser, where one redeems it: a session, if it signs in. */
export async function completed(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  done: {
    user: User;
    reset: Pick<ResetRow, 'id' | 'redirect'>;
    ended: Ended;
    inBrowser: boolean;
    knownBrowser: string | undefined;
  },
): Promise<Completed> {
  const { user, reset, ended, inBrowser, knownBrowser } = done;
  const company = await parts.users.companyOf(tx, user.companyId);
  const session =
    inBrowser && signsIn(await parts.settings.read(tx), user)
      ? await parts.sessions.open(tx, caller, user, { by: 'link', resetId: reset.id, knownBrowser })
      : undefined;
  return { user, company, ended, ...outcomeOf(session), redirect: reset.redirect ?? undefined };
}

/** A refusal to sign in does not undo the new password, and no link goes round a second factor. */
function outcomeOf(answer: OpenedSession | FactorDue | Refusal | undefined): Pick<Completed, 'session' | 'factorDue'> {
  if (answer === undefined || answer instanceof Refusal) return { session: undefined };
  return isFactorDue(answer) ? { session: undefined, factorDue: answer.factorDue } : { session: answer };
}
