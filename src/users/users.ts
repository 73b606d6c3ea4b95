import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import type { Clock, Random } from '../kernel/index.ts';
import type { Passwords } from '../passwords/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Throttle } from '../throttle/index.ts';
import { actorNow, createNoMoreIn } from './acting-later.ts';
import { createAdopt } from './adopt.ts';
import { createArchive } from './archive.ts';
import { createBrowse } from './browse/browse.ts';
import { markMail } from './browse/findable-store.ts';
import { createIds, createPages } from './browse/ids.ts';
import { createChangeApproved } from './change-approved.ts';
import { createChangeEmail } from './change-email.ts';
import { createCompanies } from './companies.ts';
import { createCreate } from './create.ts';
import { createDelete } from './delete.ts';
import { createDescribe } from './describe.ts';
import { createEdit } from './edit.ts';
import { createEditOwn } from './edit-own.ts';
import { createFavourites } from './favourites.ts';
import { judgeFields } from './fields.ts';
import { meantBy, meantByEach, meantInRecord, named } from './find.ts';
import type { FactorsRemovedAt, NeedsApproval, UserFollower, Users } from './index.ts';
import { judgeNames, loginLeft } from './judge-names.ts';
import { createJudgePassword } from './judge-password.ts';
import { createList } from './list.ts';
import { createListCompanies } from './list-companies.ts';
import { nearTo } from './near.ts';
import { createUndoOwnEdits } from './own-edits.ts';
import { localHome, type PasswordHome } from './password-home.ts';
import * as passwords from './password-store.ts';
import { createReplacePassword } from './replace-password.ts';
import { createSaveCompany } from './save-company.ts';
import { createSetLogo } from './set-logo.ts';
import { createShow } from './show.ts';
import * as store from './store.ts';
import { createSweep } from './sweep.ts';
import { createUnarchive } from './unarchive.ts';

export interface UsersParts {
  database: Database;
  clock: Clock;
  random: Random;
  audit: Audit;
  settings: Settings;
  throttle: Throttle;
  passwords: Passwords;
  /** Who has to hear of a changed password, address or state; complete before the first request. */
  followers: readonly UserFollower[];
  /** Whether company addresses without TLS are allowed off this machine. */
  insecureHttp: boolean;
  home?: PasswordHome;
  /** Whether an administrator acts alone here; they do where nobody is handed over. */
  needsApproval?: NeedsApproval;
  /** Handed over in `app.ts`; of nobody where nothing is. */
  factorsRemovedAt?: FactorsRemovedAt;
}

/** The people of this installation, their companies and their passwords. */
export function createUsers(parts: UsersParts): Users {
  const { database, clock } = parts;
  const companies = createCompanies(parts);
  const { describe, describeAll } = createDescribe(companies);
  const { needsApproval = async () => undefined, factorsRemovedAt = async () => undefined } = parts;
  const acting = { ...parts, companies, needsApproval, factorsRemovedAt };
  const { create, createWithin } = createCreate(acting);
  const { edit, editWithin } = createEdit(acting);
  const { unarchive, unarchiveWithin } = createUnarchive(acting);
  const browse = createBrowse(parts);
  return {
    byId: store.userById,
    byIds: store.usersByIds,
    hold: store.holdUser,
    holdEach: store.holdUsers,
    holdToMove: store.holdToMove,
    async holdWithActor(tx, { actor }, id) {
      const held = await store.holdUsers(tx, actor.kind === 'user' ? [id, actor.id] : [id]);
      return held.get(id);
    },
    actorNow,
    noMoreIn: createNoMoreIn(parts),
    meantBy,
    meantByEach,
    meantInRecord,
    judgeFields,
    judgeEmail: (tx, user, email) => judgeNames(tx, { email, ...loginLeft(user, { ...user, email }), userId: user.id }),
    collidingLogins: (most) => store.collidingLogins(database.lists, most),
    near: nearTo,
    named: (name) => named(database.read, name),
    companyOf: companies.byId,
    companies: companies.all,
    listCompanies: createListCompanies({ ...parts, companies }),
    administrators: store.administrators,
    hasOtherAdministrator: store.hasOtherAdministrator,
    companyFor: (origin) => companies.forOrigin(database.read, origin),
    isSetUp: store.hasSettingsUser,
    list: createList({ ...parts, page: browse.page, describeAll }),
    ...browse,
    pages: createPages(browse),
    ids: createIds(browse),
    favourites: createFavourites(parts),
    describe,
    create,
    createWithin,
    changeApproved: createChangeApproved({ createWithin, editWithin, unarchiveWithin }),
    createCompany: companies.create,
    introduceCompany: companies.introduce,
    ...createSaveCompany(acting),
    setCompanyLogo: createSetLogo(parts),
    logo: companies.logo,
    logoOf: async (db, { logo }) => (logo === undefined ? undefined : companies.logo(db, logo)),
    adopt: createAdopt(parts),
    show: createShow({ ...parts, companies }),
    edit,
    ...createArchive(parts),
    unarchive,
    unarchiveWithin,
    delete: createDelete(parts),
    editOwn: createEditOwn(parts),
    undoOwnEdits: createUndoOwnEdits(parts),
    noteReset: (tx, userId, { at, until }) =>
      store.updateUser(tx, userId, { reset_until: until ?? null, ...(at !== undefined && { last_reset_at: at }) }),
    noteNoResets: store.forgetResets,
    noteFactor: (tx, userId, has) => store.updateUser(tx, userId, { has_factor: has ? 1 : 0 }),
    noteFactorsRemoved: (tx, { id, version }) => store.updateUser(tx, id, { has_factor: 0, version: version + 1 }),
    noteMail: markMail,
    changeEmail: createChangeEmail(parts),
    noteEmailProven: (tx, userId) => store.updateUser(tx, userId, { email_proven_at: clock.now() }),
    async emailGiven(db, userId) {
      const { givenAt: at, changedAt = 0 } = await store.emailTimes(db, userId);
      return at === undefined ? undefined : { at, moved: changedAt > at };
    },
    settleEmail: (tx, userId) => store.updateUser(tx, userId, { email_given_at: null }),
    noteSignIn: (tx, userId) => store.updateUser(tx, userId, { last_sign_in_at: clock.now() }),
    pauseAsks: (tx, userId, until) => store.updateUser(tx, userId, { paused_until: until }),
    sweep: createSweep(parts),
    noteSecured: (tx, userId, at) => store.updateUser(tx, userId, { secured_at: at ?? null }),
    passwordChangedAt: async (db, userId) => (await passwords.hashOf(db, userId))?.changedAt,
    passwordOf: passwords.hashOf,
    rehash: passwords.rehash,
    judgePassword: createJudgePassword({ ...parts, companyOf: companies.byId }),
    replacePassword: createReplacePassword({ ...parts, home: parts.home ?? localHome }),
  };
}
