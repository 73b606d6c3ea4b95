import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { type App, type Around, createApp } from '../src/app.ts';
import type { Config } from '../src/config/index.ts';
import type { Reader } from '../src/database/index.ts';
import { type Caller, newToken, silent, systemRandom } from '../src/kernel/index.ts';
import { serverFromUrl } from '../src/mail/index.ts';
import type { AdoptedUser, User } from '../src/users/index.ts';
import { operator } from './callers.ts';
import { hashCheaply } from './cheap-hashing.ts';
import { type Engine, sqlite } from './engines.ts';
import { openInbox, type ReceivedLetter } from './inbox.ts';
import { type MovedClock, movedClock } from './moved-clock.ts';
import { scratchFolder } from './scratch-folder.ts';

/** The whole product without its doors: a database of its own, a clock that is moved, letters over real SMTP. */
export interface Installation {
  app: App;
  clock: MovedClock;
  operator: Caller;
  /** A user with a password, in the company Lumen. */
  confirmed(user: Partial<Omit<AdoptedUser, 'password'>> & { login: string; password: string }): Promise<User>;
  /** A user as found elsewhere, whatever the email. */
  adopted(user: Partial<AdoptedUser> & { login: string }): Promise<User>;
  /** Letters to an address, newest first, after everything that waits was sent. */
  letters(to: string): Promise<ReceivedLetter[]>;
  /** Moves the clock, once everything that waits was sent. */
  later(ms: number): Promise<void>;
  /** Does something while the clock is ahead, and puts it right; everything that waits is sent before and after. */
  whileAhead<T>(ms: number, act: () => Promise<T>): Promise<T>;
  /** Every byte of the data directory and every row, as text. */
  everythingStored(): Promise<string>;
  close(): Promise<void>;
}

export async function openInstallation(
  engine: Engine = sqlite,
  {
    baseUrl = 'https://reset.lumen.example',
    dnsServers = [],
    hashCost = 'least',
    ...around
  }: Partial<Pick<Around, 'askWeb' | 'locale' | 'mailServers' | 'mailLimits' | 'log'>> & {
    baseUrl?: string;
    dnsServers?: string[];
    /** That of the product where the time of a hash is what is proved, or something happens meanwhile. */
    hashCost?: 'least' | 'full';
  } = {},
): Promise<Installation> {
  const dataDir = scratchFolder('installation');
  const place = await engine.migrated();
  const clock = movedClock();
  const inbox = await openInbox();
  const app = await createApp(
    { ...configFor(dataDir, place.url, baseUrl), dnsServers },
    {
      mailServers: async () => [{ ...serverFromUrl(`smtp://127.0.0.1:${inbox.port}`), name: 'test' }],
      log: silent,
      ...around,
      as: 'serve',
      clock,
    },
  );
  if (hashCost === 'least') hashCheaply(app.passwords);
  const [company] = await app.users.companies(app.database.read);
  assert.ok(company);
  const help = { name: 'Help desk', phone: '+1 555 0100', email: 'help@lumen.example', page: undefined };
  await app.database.write((tx) => app.users.introduceCompany(tx, company.id, { name: 'Lumen', help }));
  const stop = new AbortController();
  const working = app.mail.run([app.resets.composer], stop.signal);

  const adopted: Installation['adopted'] = (user) =>
    app.database.write((tx) =>
      app.users.adopt(tx, {
        companyId: company.id,
        name: `Person ${user.login}`,
        email: undefined,
        role: 'user',
        state: 'confirmed',
        language: 'en',
        timeZone: 'UTC',
        ...user,
      }),
    );

  return {
    app,
    clock,
    operator,
    adopted,
    async confirmed({ password, ...wanted }) {
      return adopted({ ...wanted, password: { hash: await app.passwords.hash(password), policy: 'guide@1' } });
    },
    async letters(to) {
      await allSent(app);
      const letters = inbox.letters.filter((letter) => letter.to.includes(to));
      return letters.toSorted((a, b) => (idOf(a) < idOf(b) ? 1 : -1));
    },
    async later(ms) {
      await allSent(app);
      clock.advance(ms);
    },
    async whileAhead(ms, act) {
      await allSent(app);
      clock.jump(ms);
      const done = await act();
      await allSent(app);
      clock.jump(-ms);
      return done;
    },
    async everythingStored() {
      await allSent(app);
      return [...everyFile(dataDir), ...(await everyRow(app.database.read))].join('\n');
    },
    async close() {
      stop.abort();
      await working;
      await app.close();
      await inbox.close();
      await place.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function everyFile(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}

async function everyRow(db: Reader): Promise<string[]> {
  const tables = await db.introspection.getTables();
  const rows = await Promise.all(tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(db)));
  return rows.map((found) => JSON.stringify(found.rows));
}

function configFor(dataDir: string, databaseUrl: string, baseUrl: string): Config {
  return {
    evaluation: false,
    host: '127.0.0.1',
    port: 0,
    baseUrl,
    databaseUrl,
    dataDir,
    secret: newToken(systemRandom),
    secretPrevious: undefined,
    smtpUrl: undefined,
    mailFrom: 'no-reply@lumen.example',
    trustedProxies: ['192.0.2.1'],
    allowedNetworks: ['127.0.0.0/8'],
    dnsServers: [],
    bounceListen: undefined,
    insecureHttp: false,
    metricsToken: undefined,
    clockOffset: 0,
    logLevel: 'error',
  };
}

/** Letters that are for later do not hold up anything. */
async function allSent({ database, clock }: App): Promise<void> {
  for (let tries = 0; tries < 12_000; tries++) {
    const waiting = await database.read
      .selectFrom('messages')
      .select('id')
      .where('state', 'in', ['queued', 'sending'])
      .where('run_at', '<=', clock.now())
      .executeTakeFirst();
    if (!waiting) return;
    if (tries === 0) await database.write(async () => undefined); // a worker that sleeps wakes at a commit, not at a moved clock
    await delay(5);
  }
  const waiting = await database.read
    .selectFrom('messages')
    .selectAll()
    .where('state', 'in', ['queued', 'sending'])
    .execute();
  const attempts = await database.read.selectFrom('attempts').selectAll().orderBy('id', 'desc').limit(3).execute();
  assert.fail(`letters are still waiting: ${JSON.stringify({ waiting, attempts }, undefined, 1)}`);
}

/** The token of the link in a letter. */
export function tokenIn(letter: ReceivedLetter | undefined): string {
  const token = /[?&]token=([A-Za-z0-9_-]+)/.exec(letter?.text ?? '')?.[1];
  assert.ok(token, 'the letter has a link');
  return token;
}

/** Letters may overtake each other on their connections; their ids tell in which order they were put. */
const idOf = ({ headers }: ReceivedLetter): string => headers['message-id'] ?? '';
