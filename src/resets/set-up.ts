import { alone } from '../database/index.ts';
import { type Caller, day, Refusal, system, type Violation } from '../kernel/index.ts';
import { whole } from '../sessions/index.ts';
import type { NewUser } from '../users/index.ts';
import { drawLink } from './draw-link.ts';
import type { NewInstallation, Resets } from './index.ts';
import { findLiveLink } from './judge-link.ts';
import { countJudgement } from './judge-password.ts';
import { holdLink, killLinks, spend } from './link-store.ts';
import type { Parts } from './parts.ts';

type SettingUp = Pick<Resets, 'printSetUpLink' | 'showSetUp' | 'judgeSetUp' | 'setUp'>;

const setUpLife = day;

/** The first administrator: a link that works once, and only while there is none. */
export function createSetUp(parts: Parts): SettingUp {
  const { database, clock, audit, users, passwords, sessions, settings } = parts;

  const live = (token: string) => findLiveLink(parts, token, 'set_up');

  const judge = async (input: NewInstallation) => {
    const rules = await settings.read(database.read);
    return (await passwords.judge(rules, { password: input.password, person: input })).violations;
  };

  /** All that a form shows at once where the password is refused; else the first of them refuses the user. */
  const wrongFields = ({ name, email, login }: NewInstallation): Refusal[] =>
    [{ name }, { email }, { login }].map(users.judgeFields).filter((refused) => refused !== undefined);

  return {
    printSetUpLink: (caller) =>
      database.write(async (tx) => {
        const refused = await audit.demand(tx, caller, 'settings.change');
        if (refused) return refused;
        await alone(tx, 'set-up link');
        if (await users.isSetUp(tx)) return new Refusal('already_set_up', {});
        const at = clock.now();
        await killLinks(tx, { userId: null, purpose: 'set_up' }, { because: 'replaced', at });
        await audit.record(tx, caller, { event: 'installation.set_up_link_printed' });
        return drawLink(tx, parts, { purpose: 'set_up', expiresAt: at + setUpLife });
      }),

    async showSetUp(token) {
      await live(token);
    },

    async judgeSetUp(token, input) {
      await countJudgement(parts, await live(token));
      return judge(input);
    },

    async setUp(caller, token, input) {
      const link = await live(token);
      const violations: Violation[] = await judge(input);
      if (input.password !== input.confirmPassword) violations.push({ rule: 'differs', params: {} });
      if (violations.length > 0) throw new Refusal('password_refused', { violations, besides: wrongFields(input) });
      const hash = await passwords.hash(input.password);
      return database.write(async (tx) => {
        await holdLink(tx, link.id);
        if (await users.isSetUp(tx)) return new Refusal('already_set_up', {});
        const owner = onBehalfOfNobody(caller);
        const user = await users.createWithin(tx, owner, firstAdministrator(input));
        if (user instanceof Refusal) return user;
        if (!(await spend(tx, link.id, { at: clock.now(), browser: null }))) return new Refusal('link_used', {});
        const help = { name: user.name, email: user.email, phone: undefined, page: undefined };
        await users.introduceCompany(tx, user.companyId, { name: input.company, help });
        const policy = passwords.policy(await settings.read(tx)).id;
        const change = { user, hash, policy, by: 'set_up', caller: owner } as const;
        await users.replacePassword(tx, change);
        return whole(await sessions.open(tx, caller, user, { by: 'set_up', factor: 'proved' }));
      });
    },
  };
}

/** Nobody has a role yet, so the link itself is the right to make the first. */
function onBehalfOfNobody(caller: Caller): Caller {
  return { ...caller, actor: system.actor };
}

function firstAdministrator({ name, login, email }: NewInstallation): NewUser {
  return { name, login, email, role: 'settings' };
}
