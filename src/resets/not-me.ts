import type { Reader, Tx } from '../database/index.ts';
import { type Caller, Refusal, tokenDigest } from '../kernel/index.ts';
import type { Rule } from '../throttle/index.ts';
import { asSubject, type User } from '../users/index.ts';
import { alertAdministrators } from './alert-administrators.ts';
import { earlierAddress } from './earlier-address.ts';
import { emailChangeById, endEmailChanges } from './email-change-store.ts';
import { endReset } from './end-reset.ts';
import type { NotMeAnswer, NotMeDone, NotMeQuestion, Pressed, Resets } from './index.ts';
import { expired, findLink, publicIdOf, refusalOf } from './judge-link.ts';
import { goesOn } from './life.ts';
import type { Parts } from './parts.ts';
import { keepAnswer, sameAnswer } from './same-answer.ts';
import { silenceOf } from './secure.ts';
import { type LinkRow, resetById, spend } from './store.ts';
import { takeBack } from './take-back.ts';
import { notMeLife } from './warnings.ts';

/** A link that is pressed again shows the same, and is in the record once. */
const toldMine: Rule = { name: 'told mine by link', max: 1, within: notMeLife };

type Told = Pick<NotMeQuestion, 'about' | 'at'>;

/** "This was not me": the owner of a mailbox takes an account back, or turns down what was asked for in their name. */
export function createNotMe(parts: Parts): Pick<Resets, 'showNotMe' | 'notMe'> {
  const { database, clock, users } = parts;

  const live = async (token: string): Promise<{ link: LinkRow; user: User; told: Told }> => {
    const link = await findLink(parts, token, 'not_me');
    const refused = await refusalOf(parts, link);
    const user = await users.byId(database.read, link.user_id ?? '');
    if (refused || !user) throw refused ?? new Refusal('link_unknown', {});
    const told = await stillSaid(database.read, parts, user, link);
    if (!told) throw await expired(parts, link);
    return { link, user, told };
  };

  /** Answers nothing where the link says nothing any more, or was spent in the meantime. */
  const answer = (caller: Caller, link: LinkRow, choice: 'mine' | 'not_me', pressed?: Pressed & { about: string }) =>
    database.write(async (tx): Promise<NotMeAnswer | Refusal | undefined> => {
      const user = await held(tx, parts, link);
      if (!user) return new Refusal('link_unknown', {});
      const told = await stillSaid(tx, parts, user, link); // as it is now that the user is held
      if (!told) return undefined;
      const { about, at } = told;
      if (pressed && pressed.about !== about) return new Refusal('choice_missing', {});
      if (choice === 'mine')
        return { about, done: await confirmMine(tx, parts, caller, { link, user, about }), language: user.language };
      const by = { at: clock.now(), browser: pressed ? tokenDigest(pressed.browser) : null };
      if (!(await spend(tx, link.id, by))) return undefined;
      const done = await answers[about](tx, parts, caller, { link, user, at });
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
      const { link, user, told } = await live(token);
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

/**
 * What a button says still. Once the account is secured, one whose letter told of a second factor goes on speaking about that
 * one alone: somebody else's would open the account again, and what is added later is none of this letter's.
 */
async function stillSaid(
  db: Reader | Tx,
  { factors, clock }: Pick<Parts, 'factors' | 'clock'>,
  user: User,
  link: LinkRow,
): Promise<Told | undefined> {
  const told = await toldBy(db, link);
  const silence = await silenceOf(db, user, link, { at: told.at, now: clock.now() });
  if (silence === undefined) return told;
  const toldOfFactors = told.about === 'factors' || told.about === 'sign_in';
  if (silence === 'elsewhere' || !toldOfFactors) return undefined;
  const isLeft = await factors.hasUndisowned(db, user.id, thoseOf(link, told));
  return isLeft ? { about: 'factors_left', at: told.at } : undefined;
}

/** The second factors that a letter told of: added at that very moment, or used for it. */
function thoseOf(link: LinkRow, { at }: Pick<Told, 'at'>) {
  return { since: at, until: at, used: link.factor_used ?? undefined };
}

/** What the letter that the link was in told of, and when that was. A reset that was completed since changed the password. */
async function toldBy(db: Reader | Tx, link: LinkRow): Promise<Told> {
  if (link.about) return { about: link.about, at: link.expires_at - notMeLife };
  const change = link.email_change_id && (await emailChangeById(db, link.email_change_id));
  if (change) return { about: 'address', at: change.asked_at };
  const reset = link.reset_id && (await resetById(db, link.reset_id));
  if (!reset) return { about: 'password', at: link.expires_at - notMeLife };
  if (reset.state === 'completed') return { about: 'password', at: reset.ended_at ?? reset.asked_at };
  return { about: 'reset', at: reset.asked_at };
}

interface Meant extends Pick<Told, 'at'> {
  link: LinkRow;
  user: User;
}

async function confirmMine(
  tx: Tx,
  { audit, throttle }: Parts,
  caller: Caller,
  { link, user, about }: Omit<Meant, 'at'> & Pick<Told, 'about'>,
): Promise<[]> {
  if ((await throttle.take(tx, [{ rule: toldMine, of: link.id }])) > 0) return [];
  await audit.record(tx, caller, {
    event: `${subjectMatter(about)}.confirmed_mine`,
    ...subjectOf(user),
    ...resetOf(link),
  });
  return [];
}

/** As the record calls it. */
function subjectMatter(about: Told['about']) {
  if (about === 'factor_due') return 'sign_in';
  return about === 'factors_left' ? 'factors' : about;
}

type Answer = (tx: Tx, parts: Parts, caller: Caller, meant: Meant) => Promise<NotMeDone[]>;

const answers: Record<Told['about'], Answer> = {
  /**
   * The reset ends, if it has not yet, and administrators hear of it. It touched no password; whether somebody else did since is
   * told, and asked by the letter about that.
   */
  async reset(tx, parts, caller, { link, user, at }) {
    const resetId = link.reset_id ?? '';
    const reset = await resetById(tx, resetId);
    const links = reset && goesOn(reset, parts.clock.now()) ? await endReset(tx, parts, user, resetId) : 0;
    const details = { links };
    await parts.audit.record(tx, caller, { event: 'reset.disowned', ...subjectOf(user), resetId, details });
    const changedSince = ((await parts.users.passwordChangedAt(tx, user.id)) ?? at) > at;
    const told = await alertAdministrators(tx, parts, user, 'reset_disowned', { changedSince });
    return ['link', changedSince ? 'changed_since' : 'untouched', ...told];
  },

  async password(tx, parts, caller, meant) {
    await parts.audit.record(tx, caller, {
      event: 'password.disowned',
      ...subjectOf(meant.user),
      ...resetOf(meant.link),
    });
    return takeBack(tx, parts, caller, { ...meant, alert: 'password_disowned' });
  },

  /** Whoever signed in knew the password, or held a passkey: the alert says to look at what is left. */
  async sign_in(tx, parts, caller, meant) {
    await parts.audit.record(tx, caller, {
      event: 'sign_in.disowned',
      ...subjectOf(meant.user),
      ...resetOf(meant.link),
    });
    return takeBack(tx, parts, caller, { ...meant, alert: 'sign_in_disowned' });
  },

  /** Whoever entered the password knew it, and lacked the factor. */
  async factor_due(tx, parts, caller, meant) {
    await parts.audit.record(tx, caller, { event: 'sign_in.disowned', ...subjectOf(meant.user) });
    return takeBack(tx, parts, caller, { ...meant, alert: 'factor_due_disowned' });
  },

  /** Whoever changed them was signed in. */
  async factors(tx, parts, caller, meant) {
    await parts.audit.record(tx, caller, { event: 'factors.disowned', ...subjectOf(meant.user) });
    return takeBack(tx, parts, caller, { ...meant, alert: 'factors_disowned' });
  },

  /** The account is secured, and nothing else of it is touched: the password is its owner's by now. */
  async factors_left(tx, parts, caller, { link, user, at }) {
    await parts.audit.record(tx, caller, { event: 'factors.disowned', ...subjectOf(user) });
    const disowned = await parts.factors.disown(tx, caller, user, thoseOf(link, { at }));
    return ['factors', ...(await alertAdministrators(tx, parts, user, 'factors_left_disowned', { disowned }))];
  },

  /** Whoever changed it was signed in. It stays: nobody signs in with it, and the letter with the fresh link names it. */
  async login(tx, parts, caller, meant) {
    await parts.audit.record(tx, caller, { event: 'login.disowned', ...subjectOf(meant.user) });
    return takeBack(tx, parts, caller, { ...meant, alert: 'login_disowned' });
  },

  /** Whoever asked for another address knew the password. */
  async address(tx, parts, caller, meant) {
    await parts.audit.record(tx, caller, { event: 'address.disowned', ...subjectOf(meant.user) });
    await endEmailChanges(tx, meant.user.id, { because: 'disowned', at: parts.clock.now() });
    return takeBack(tx, parts, caller, { ...meant, alert: 'address_disowned' });
  },
};

function subjectOf(user: User) {
  return { subject: asSubject(user) };
}

function resetOf({ reset_id }: LinkRow) {
  return reset_id === null ? {} : { resetId: reset_id };
}
