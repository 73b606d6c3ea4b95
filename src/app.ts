import { hostname } from 'node:os';
import { type ApiKeys, createApiKeys, holdKey } from './api-keys/index.ts';
import { type Approvals, createApprovals } from './approvals/index.ts';
import { type Audit, createAudit, type Live } from './audit/index.ts';
import { type Config, secretOf } from './config/index.ts';
import {
  alone,
  type Database,
  installationValue,
  judgeDatabase,
  mayHaveNewSecret,
  type OpenedAs,
  openDatabase,
  prepareDatabase,
  type SealedColumn,
  setInstallationValue,
  tellTrouble,
} from './database/index.ts';
import { createFactors, type Factors } from './factors/index.ts';
import { type ActorNow, createJobs, type Jobs } from './jobs/index.ts';
import {
  type AskWeb,
  askWithin,
  type Clock,
  correctedClock,
  createReach,
  createSecrets,
  fingerprintOf,
  type Log,
  type Meter,
  newId,
  type Random,
  Refusal,
  type Secrets,
  systemClock,
  systemRandom,
} from './kernel/index.ts';
import { createLocale, type Locale } from './locale/index.ts';
import { createMail, type Mail, type MailLimits, type MailServer, serverFromUrl } from './mail/index.ts';
import { createPasswords, type Passwords } from './passwords/index.ts';
import {
  createCounting,
  createDoctor,
  createMetrics,
  createReadiness,
  type Doctor,
  type Metrics,
  type Readiness,
  visit,
} from './reports/index.ts';
import { createResets, isWarning, type Resets } from './resets/index.ts';
import { createSessions, holdSession, type Sessions } from './sessions/index.ts';
import { createSettings, type Settings } from './settings/index.ts';
import { type Challenges, createBrake, createChallenges, createThrottle, type Throttle } from './throttle/index.ts';
import { createUsers, type UserFollower, type Users } from './users/index.ts';

/** Everything that Rekey can do, put together: what the doors and the commands call. */
export interface App {
  config: Config;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  log: Log;
  meter: Meter;
  locale: Locale;
  database: Database;
  approvals: Approvals;
  audit: Audit;
  settings: Settings;
  throttle: Throttle;
  challenges: Challenges;
  passwords: Passwords;
  mail: Mail;
  users: Users;
  apiKeys: ApiKeys;
  factors: Factors;
  sessions: Sessions;
  resets: Resets;
  jobs: Jobs;
  readiness: Readiness;
  doctor: Doctor;
  metrics: Metrics;
  /** Who hears of a changed password, address or state. */
  followers: readonly UserFollower[];
  /** Everything that rests sealed with the installation's secret. */
  sealed: readonly SealedColumn[];
  /** Where links lead. Refuses `configuration` while nobody has said. */
  baseUrl(): string;
  close(): Promise<void>;
}

export interface Around {
  as: OpenedAs;
  log: Log;
  clock?: Clock;
  random?: Random;
  /** The texts; a test may bring some that show where others are clipped. */
  locale?: Locale;
  /** What asks services elsewhere, as a proof replaces it. */
  askWeb?: AskWeb;
  /** The mailbox of an evaluation, or a mail server of a test. Started when the database has proved to be the right one. */
  mailServers?(): Promise<MailServer[]>;
  /** How long mail servers are waited for; a test has less patience. */
  mailLimits?: MailLimits;
}

/**
 * Opens the database (making sure that it is the right one) and puts the parts together. Starts nothing.
 * Refuses `configuration`.
 */
export async function createApp(config: Config, around: Around): Promise<App> {
  const { as, log, random = systemRandom } = around;
  const database = tellTrouble(await openDatabase(config.databaseUrl), log);
  // Processes on several machines agree on what has expired.
  const clock = around.clock ?? correctedClock(systemClock(config.clockOffset), database.clockOffset);
  try {
    await judgeDatabase(database, as);
    const { secretPrevious: previous } = config;
    const mayBeMade = await mayHaveNewSecret(database, previous && fingerprintOf(previous));
    const secrets = createSecrets(secretOf(config, random, mayBeMade), previous, random);
    await prepareDatabase(database, as, { current: secrets.fingerprint, previous: secrets.previousFingerprint });
    return await assemble({ config, around, clock, random, secrets, log, database });
  } catch (error) {
    await database.close();
    throw error;
  }
}

type Ground = Pick<App, 'config' | 'clock' | 'random' | 'secrets' | 'log' | 'database'> & { around: Around };

async function assemble({ around, ...ground }: Ground): Promise<App> {
  const { config, database, random, clock } = ground;
  const followers: UserFollower[] = [];
  const locale = around.locale ?? createLocale();
  const throttle = createThrottle(ground);
  const brake = createBrake({ ...ground, throttle });
  const live: Live = {
    session: holdSession,
    key: async (tx, id, owner) => (await holdKey(tx, id)) && (await users.byId(tx, owner.id))?.role === owner.role,
  };
  const audit = createAudit({ ...ground, brake, counts: throttle, live });
  const settings = createSettings({
    ...ground,
    witness: audit,
    guard: (tx, caller, asked) => approvals.demandForSettings(tx, caller, asked),
  });
  const approvals = createApprovals({
    ...ground,
    audit,
    settings,
    actorNow: (...who) => actorNow(...who),
    someoneElse: (tx, userId) => users.hasOtherAdministrator(tx, userId),
    tellOthers: (tx, asked) => resets.tellApprovalAsked(tx, asked),
  });
  const challenges = createChallenges({ ...ground, settings, throttle });
  const allowedNetworks = await networksOf(config, database);
  const { askWeb = askWithin(createReach(allowedNetworks)) } = around;
  const passwords = createPasswords({ ...ground, dataDir: config.dataDir, askWeb });
  const servers = await (around.mailServers?.() ?? mailServers(config, database));
  const mail = createMail({
    ...ground,
    needsApproval: (tx, caller, asked) => approvals.demand(tx, caller, { kind: 'mail_server', ...asked }),
    brake,
    warns: isWarning,
    audit,
    settings,
    locale,
    servers,
    allowedNetworks,
    dnsServers: config.dnsServers,
    mailFrom: config.mailFrom,
    owner: newId(clock, random),
    hostname: hostname(),
    limits: around.mailLimits ?? {},
  });
  const users = createUsers({
    ...ground,
    insecureHttp: config.insecureHttp,
    audit,
    settings,
    throttle,
    passwords,
    followers,
    needsApproval: approvals.demand,
    factorsRemovedAt: async (tx, userId) => (await factors.lastRemoval(tx, userId))?.at,
  });
  const actorNow: ActorNow = (db, userId, keyId) =>
    keyId === undefined ? users.actorNow(db, userId) : apiKeys.actorNow(db, keyId);
  const jobs = createJobs({
    ...ground,
    audit,
    settings,
    actorNow,
    noMoreIn: users.noMoreIn,
  });
  const counting = createCounting();
  const { meter } = counting;
  const services = {
    ...ground,
    meter,
    locale,
    approvals,
    audit,
    settings,
    throttle,
    challenges,
    passwords,
    mail,
    users,
  };
  const apiKeys = createApiKeys({
    ...services,
    factorMissing: (db, user) => factors.missing(db, user),
    made: (tx, user, key) => resets.tellKeyMade(tx, user, key),
  });
  const baseUrl = await knownBaseUrl(config, database, around.as);
  const factors = createFactors({
    ...services,
    baseUrl,
    judgeCode: (tx, user, code) => resets.judgeCode(tx, user, code),
    changed: (tx, user, change) => resets.tellFactorsChanged(tx, user, change),
    begun: (tx, caller, user) => sessions.endUnproved(tx, caller, user),
    gone: (...what) => sessions.endOpenedByGone(...what),
  });
  const sessions: Sessions = createSessions({
    ...services,
    factors,
    newBrowser: (...told) => resets.tellNewBrowser(...told),
    factorNotice: {
      announce: (...told) => resets.factorNotice.announce(...told),
      withdraw: (...told) => resets.factorNotice.withdraw(...told),
    },
  });
  const resets: Resets = createResets({ ...services, jobs, factors, sessions, baseUrl });
  jobs.kinds.push(...resets.bulkKinds);
  approvals.kinds.push(
    { name: 'reset', run: resets.sendApproved },
    { name: 'administrator', run: resets.administratorApproved },
    { name: 'address', run: resets.administratorApproved },
    { name: 'factors', run: factors.removeApproved },
    { name: 'mail_server', run: mail.servers.changeApproved },
    { name: 'company', run: users.companyApproved },
    { name: 'setting', run: (tx, caller, wish) => settings.changeApproved(tx, caller, wish) },
  );
  const readiness = createReadiness(services);
  const doctor = createDoctor({ ...services, resets, baseUrl, visit });
  const metrics = createMetrics({ ...services, counting, readiness });
  // Sessions first: what is counted for the person who changed the password is what was open before.
  followers.push(sessions.follower, factors.follower, apiKeys.follower, resets.follower);
  followers.push(approvals.follower, jobs.follower);
  // An evaluation brings its own.
  if (around.as !== 'evaluation') await firstCompany(users, database);
  return {
    ...services,
    apiKeys,
    factors,
    sessions,
    resets,
    jobs,
    readiness,
    doctor,
    metrics,
    followers,
    sealed: [...approvals.sealed, ...mail.sealed, ...factors.sealed, ...resets.sealed],
    baseUrl,
    async close() {
      await passwords.close();
      await database.close();
    },
  };
}

/** The mail server of the environment; else, beside a running evaluation, its mailbox. */
async function mailServers(config: Config, database: Database): Promise<MailServer[]> {
  const url = config.smtpUrl ?? (await installationValue(database.read, 'mail_url'));
  return url === undefined ? [] : [serverFromUrl(url)];
}

/** In an evaluation everything is on this machine, the mail servers that are tried as well. */
async function networksOf({ allowedNetworks }: Config, database: Database): Promise<string[]> {
  const isEvaluation = (await installationValue(database.read, 'evaluation')) !== undefined;
  return isEvaluation ? [...allowedNetworks, '127.0.0.0/8', '::1'] : allowedNetworks;
}

/** A command that runs beside the server prints links to where the server was last reached. */
async function knownBaseUrl(config: Config, database: Database, as: OpenedAs): Promise<() => string> {
  const served = await installationValue(database.read, 'base_url');
  const { baseUrl } = config;
  if (baseUrl !== undefined && baseUrl !== served && (as !== 'command' || served === undefined)) {
    await database.write((tx) => setInstallationValue(tx, 'base_url', baseUrl));
  }
  const known = baseUrl ?? served;
  return () => {
    if (known === undefined)
      throw new Refusal('configuration', { why: 'REKEY_BASE_URL must be set: links begin with it.' });
    return known;
  };
}

/** Public pages always wear some company's look; the set-up page asks for its real name. */
async function firstCompany(users: Users, database: Database): Promise<void> {
  if ((await users.companies(database.read)).length > 0) return;
  const help = { name: 'your administrator', phone: undefined, email: undefined, page: undefined };
  await database.write(async (tx) => {
    await alone(tx, 'first company');
    if ((await users.companies(tx)).length === 0) {
      await users.createCompany(tx, { name: 'Rekey', language: 'en', help });
    }
  });
}
