import type { Caller, Violation } from '../kernel/index.ts';
import { limited } from '../throttle/index.ts';
import type { Resets } from './index.ts';
import { findLink, refusalOf } from './judge-link.ts';
import { perLink } from './limits.ts';
import type { Parts } from './parts.ts';
import type { LinkRow } from './store.ts';

/** What a password lacks for the person whose link this is. */
export async function judgePassword(
  { database, users }: Parts,
  caller: Caller,
  link: LinkRow,
  wanted: { password: string; typing?: boolean },
): Promise<Violation[]> {
  const user = await users.byId(database.read, link.user_id ?? '');
  if (!user) throw new Error(`link ${link.id} belongs to nobody`);
  return users.judgePassword(caller, user, wanted);
}

/** Each judgement costs work, so a link has only so many. */
export async function countJudgement({ database, throttle }: Parts, link: LinkRow): Promise<void> {
  await database.write(async (tx) => limited(await throttle.take(tx, [{ rule: perLink, of: link.id }])));
}

/** The live check of what a page cannot judge itself. */
export function createJudge(parts: Parts): Resets['judge'] {
  return async (caller, token, password) => {
    const link = await findLink(parts, token);
    const refused = await refusalOf(parts, link);
    if (refused) throw refused;
    await countJudgement(parts, link);
    return judgePassword(parts, caller, link, { password, typing: true });
  };
}
