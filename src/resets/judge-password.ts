import type { Caller, Violation } from '../kernel/index.ts';
import { takeOne } from '../throttle/index.ts';
import type { Resets } from './index.ts';
import { findLiveLink } from './judge-link.ts';
import { perLink, perProgram } from './limits.ts';
import type { LinkRow } from './link-store.ts';
import type { Parts } from './parts.ts';

/** What a password lacks for the person whose link this is. */
export async function judgePassword(
  { database, users }: Parts,
  caller: Caller,
  link: LinkRow,
  wanted: { password: string; typing?: boolean; history?: boolean },
): Promise<Violation[]> {
  const user = await users.byId(database.read, link.user_id ?? '');
  if (!user) throw new Error(`link ${link.id} belongs to nobody`);
  return users.judgePassword(caller, user, wanted);
}

/** Each judgement costs work, so a link has only so many. */
export async function countJudgement({ database, throttle }: Parts, link: LinkRow): Promise<void> {
  await database.write((tx) => takeOne(tx, throttle, { rule: perLink, of: link.id }));
}

/** The live check of what a page cannot judge itself. */
export function createJudge(parts: Parts): Resets['judge'] {
  return async (caller, token, password) => {
    const link = await findLiveLink(parts, token);
    await countJudgement(parts, link);
    return judgePassword(parts, caller, link, { password, typing: true });
  };
}

/** The same without a link: a program asks before it sends anybody's password on. */
export function createJudgeFor({ database, audit, throttle, settings, passwords }: Parts): Resets['judgeFor'] {
  return async (caller, password, person) => {
    const of = caller.actor.kind === 'user' ? caller.actor.id : caller.actor.kind;
    await database.write(
      async (tx) =>
        (await audit.demand(tx, caller, 'passwords.judge')) ?? (await takeOne(tx, throttle, { rule: perProgram, of })),
    );
    return (await passwords.judge(await settings.read(database.read), { password, person })).violations;
  };
}
