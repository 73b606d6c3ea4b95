import type { Tx } from '../database/index.ts';
import { type Caller, Refusal, tokenDigest } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import { confirmMine, disown } from './answers.ts';
import { earlierAddress } from './earlier-address.ts';
import type { NotMeAnswer, Pressed, Resets } from './index.ts';
import { expired, findLink, findLiveLink, publicIdOf, refusalOf } from './judge-link.ts';
import { type LinkRow, spend } from './link-store.ts';
import type { Parts } from './parts.ts';
import { keepAnswer, sameAnswer } from './same-answer.ts';
import { stillSaid, toldBy } from './still-said.ts';

/** "This was not me": the owner of a mailbox takes an account back, or turns down what was asked for in their name. */
export function createNotMe(parts: Parts): Pick<Resets, 'showNotMe' | 'notMe'> {
  const { database, clock, users } = parts;

  /** Answers nothing where the link says nothing any more, or was spent in the meantime. */
  const answer = (caller: Caller, link: LinkRow, choice: 'mine' | 'not_me', pressed?: Pressed & { about: string }) =>
    database.write(async (tx): Promise<NotMeAnswer | Refusal | undefined> => {
      const user = await held(tx, parts, link);
      if (!user) return new Refusal('link_unknown', {});
      const told = await stillSaid(tx, parts, user, link); // as it is now that the user is held
      if (!told) return undefined;
      const { about } = told;
      if (pressed && pressed.about !== about) return new Refusal('choice_missing', {});
      const said = { link, user, ...told };
      if (choice === 'mine') {
        await confirmMine(tx, parts, caller, said);
        return { about, done: [], language: user.language };
      }
      const by = { at: clock.now(), browser: pressed ? tokenDigest(pressed.browser) : null };
      if (!(await spend(tx, link.id, by))) return undefined;
      const done = await disown(tx, parts, caller, said);
      const given = { about, done, language: (await users.byId(tx, user.id))?.language ?? user.language };
      await keepAnswer(tx, parts, link, given);
      return given;
    });

  const refusalNow = async (token: string): Promise<Refusal> => {
    const link = await findLink(parts, token, 'not_me');
    return (await refusalOf(parts, link)) ?? expired(parts, link);
  };

  return {
    async showNotMe(token) {
      const link = await findLiveLink(parts, token, 'not_me');
      const user = await users.byId(database.read, link.user_id ?? '');
      if (!user) throw new Refusal('link_unknown', {});
      const told = await stillSaid(database.read, parts, user, link);
      if (!told) throw await expired(parts, link);
      return { id: publicIdOf(link), user, company: await users.companyOf(database.read, user.companyId), ...told };
    },

    async notMe(caller, token, choice, pressed) {
      const link = await findLink(parts, token, 'not_me');
      if (pressed && pressed.linkId !== publicIdOf(link)) throw new Refusal('link_mismatch', {});
      const given = (await refusalOf(parts, link)) ? undefined : await answer(caller, link, choice, pressed);
      if (given) return given;
      const same = choice === 'not_me' && pressed ? await sameAnswer(parts, token, pressed) : undefined;
      if (!same) throw await refusalNow(token);
      return same;
    },
  };
}

/** With those who share the address that the account may go back to. */
async function held(tx: Tx, { users }: Parts, link: LinkRow): Promise<User | undefined> {
  const user = await users.byId(tx, link.user_id ?? '');
  if (!user) return undefined;
  const { email } = await earlierAddress(tx, user, (await toldBy(tx, link)).at);
  return users.holdToMove(tx, user.id, email);
}
