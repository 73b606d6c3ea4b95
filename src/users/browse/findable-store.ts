import type { Insertable } from 'kysely';
import { alone, type Reader, type Schema, type Tx } from '../../database/index.ts';
import { fold, isStorable } from '../../kernel/index.ts';
import { findableBy } from './columns.ts';

interface Findable {
  /** What has to be written along. */
  found: Partial<ReturnType<typeof findableBy>>;
  /** The emails that somebody gets or gives up, for `markShared` afterwards. */
  emails: (string | null | undefined)[];
}

/** What a change of a user means for finding them. */
export async function findableAfter(
  tx: Tx,
  id: string,
  change: Partial<Insertable<Schema['users']>>,
): Promise<Findable> {
  const renames = ['name', 'login', 'email', 'email_folded'].some((column) => column in change);
  const row = renames ? await tx.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
  if (!row) return { found: {}, emails: [] };
  const moves = 'email_folded' in change && change.email_folded !== row.email_folded;
  const emails = moves ? [row.email_folded, change.email_folded] : [];
  return { found: findableBy({ ...row, ...change }), emails };
}

/**
 * From now on nobody else gets or gives up one of these emails: comes before any user is held, so that no two wait for each
 * other. Answers those whom `markShared` may write of, to be held with whoever gets or gives it up.
 */
export async function reserveEmails(tx: Tx, emails: readonly (string | undefined)[]): Promise<string[]> {
  const marked: string[] = [];
  for (const email of [...new Set(emails.map((one) => fold(one ?? '')))].sort()) {
    if (email === '' || !isStorable(email)) continue;
    await alone(tx, `email ${email}`);
    const holders = tx.selectFrom('users').select('id').where('email_folded', '=', email).limit(3);
    const ids = (await holders.execute()).map(({ id }) => id);
    if (ids.length < 3) marked.push(...ids); // of more, each is known to share it, and goes on doing so
  }
  return marked;
}

/**
 * Whether an email is shared is known of each who has it, so that a list need not compare everybody with everybody. Whoever
 * is one of many keeps nobody else waiting: only those are written of whom something else was known.
 */
export async function markShared(tx: Tx, emails: (string | null | undefined)[]): Promise<void> {
  for (const email of new Set(emails)) {
    if (!email) continue;
    await alone(tx, `email ${email}`);
    const holders = tx.selectFrom('users').select('id').where('email_folded', '=', email).limit(2);
    const shared = (await holders.execute()).length > 1 ? 1 : 0;
    await tx
      .updateTable('users')
      .set({ email_shared: shared })
      .where('email_folded', '=', email)
      .where('email_shared', '!=', shared)
      .execute();
  }
}

/** Nothing is written where it is known already: nearly every letter is delivered. */
export async function markMail(
  tx: Tx,
  letters: readonly { userId: string; address: string }[],
  delivered: boolean,
): Promise<void> {
  if (letters.length === 0) return;
  const ids = letters.map(({ userId }) => userId);
  const addresses = letters.map(({ address }) => fold(address));
  const failing = delivered ? 0 : 1;
  await tx
    .updateTable('users')
    .set({ mail_failing: failing })
    .where('id', 'in', ids)
    .where('email_folded', 'in', addresses)
    .where('mail_failing', '=', delivered ? 1 : 0)
    .execute();
}

export async function isMailFailing(db: Reader, id: string): Promise<boolean> {
  const user = await db.selectFrom('users').select('mail_failing').where('id', '=', id).executeTakeFirst();
  return user?.mail_failing === 1;
}
