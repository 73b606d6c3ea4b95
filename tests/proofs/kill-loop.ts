import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type App, createApp } from '../../src/app.ts';
import { silent } from '../../src/kernel/index.ts';
import { operator } from '../callers.ts';
import { type Client, createClient, hiddenField } from '../client.ts';
import type { Engine } from '../engines.ts';
import { dataFolder, freePort, startServer } from '../server.ts';
import { configOf, type LinkHolder, makeLinkHolders, oldPassword, settingsOf } from './people.ts';

const holdersPerRound = 12;
const askersPerRound = 4;
const newPassword = 'Stapled+Violet3meadow';

/** What people were told before the server died. */
interface Told {
  /** Asks that were answered with the confirmation. */
  asks: number;
  /** Holders who were told that their password is changed. */
  changed: Set<string>;
  /** Holders whose answer never came. */
  unknown: Set<string>;
}

/**
 * Starts the server, lets people ask and redeem, kills it at a random moment, looks at what is stored; as many times as
 * `rounds` says, on one database. Whatever was confirmed must be there whole; whatever was not must be there whole or
 * not at all.
 */
export async function killLoop(engine: Engine, { rounds }: { rounds: number }): Promise<void> {
  const folder = dataFolder();
  const place = await engine.place();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = settingsOf(folder.path, place, url);
  const config = configOf(settings);
  const env = {
    ...settings,
    REKEY_PORT: String(port),
    REKEY_TRUSTED_PROXIES: '127.0.0.1',
    REKEY_LOG_LEVEL: 'error',
    // Nobody listens there: letters stay in the queue, where they can be counted.
    REKEY_SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
    REKEY_MAIL_FROM: 'no-reply@example.com',
  };
  let asksBefore = 0;
  let changed = 0;
  let mostSealed = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      const holders = await makeLinkHolders(config, `round-${round}`, holdersPerRound);
      const server = await startServer(folder.path, { env });
      const told: Told = { asks: 0, changed: new Set(), unknown: new Set() };
      const busy = [
        ...holders.map((holder, index) => redeem(url, holder, index, told)),
        ...Array.from({ length: askersPerRound }, (_, index) => keepAsking(url, round * askersPerRound + index, told)),
      ];
      await someMoment(told, { served: round % 6 });
      await server.kill();
      await Promise.all(busy);
      const app = await createApp(config, { as: 'command', log: silent });
      asksBefore = await asksAreStored(app, asksBefore, told);
      for (const holder of holders) await isWhole(app, holder, told);
      const { findings, sealed } = await app.audit.verify(operator);
      assert.deepEqual(findings, [], 'no batch was sealed by half');
      mostSealed = Math.max(mostSealed, sealed);
      await app.close();
      changed += told.changed.size;
    }
    assert.ok(mostSealed > 0, 'the record was sealed at all');
    assert.ok(changed > 0 && asksBefore > 0, 'people were served at all');
  } finally {
    await place.remove();
    folder.remove();
  }
}

/** When so many have been served, and a blink later: at whatever step the others are just then. */
async function someMoment(told: Told, { served }: { served: number }): Promise<void> {
  while (told.changed.size < served) await delay(1);
  await delay(randomInt(0, served === 0 ? 300 : 30));
}

async function keepAsking(url: string, index: number, told: Told): Promise<void> {
  for (let asks = 0; ; asks++) {
    const client = createClient(url, `198.18.${index % 250}.${randomInt(1, 250)}`);
    const login = `round-0-${asks % holdersPerRound}-${index}-${asks}`;
    const answer = await client.post('/web/reset_password', { login }).catch(() => undefined);
    if (!answer) return;
    if (answer.status === 303) told.asks++;
  }
}

async function redeem(url: string, holder: LinkHolder, index: number, told: Told): Promise<void> {
  await delay(index * 20);
  const client: Client = createClient(url, `198.19.${index}.1`);
  try {
    const page = await client.visit(`/web/reset_password?token=${holder.token}`);
    const link = hiddenField(page.body, 'link');
    told.unknown.add(holder.userId);
    const fields = { link, password: newPassword, confirm_password: newPassword };
    const answer = await client.post('/web/reset_password', fields);
    if (answer.status !== 303) return;
    told.unknown.delete(holder.userId);
    told.changed.add(holder.userId);
  } catch {
    // The server is gone; what it did last is looked up afterwards.
  }
}

async function asksAreStored({ database }: App, before: number, told: Told): Promise<number> {
  const rows = await database.read.selectFrom('resets').select('asks').where('source', '=', 'self').execute();
  const asks = rows.reduce((sum, row) => sum + row.asks, 0);
  const audited = await database.read
    .selectFrom('audit_events')
    .innerJoin('resets', 'resets.id', 'audit_events.reset_id')
    .select('audit_events.id')
    .where('event', '=', 'reset.asked')
    .where('resets.source', '=', 'self')
    .execute();
  assert.ok(asks - before >= told.asks, `${told.asks} asks were confirmed and ${asks - before} are stored`);
  assert.ok(asks - before <= told.asks + askersPerRound, 'no ask is stored twice');
  assert.equal(audited.length, rows.length, 'every ask has its audit event');
  return asks;
}

/** Either nothing happened to this person or everything did. */
async function isWhole(app: App, holder: LinkHolder, told: Told): Promise<void> {
  const { database, users, passwords } = app;
  const of = { id: holder.userId };
  const link = await database.read
    .selectFrom('links')
    .select('state')
    .where('user_id', '=', of.id)
    .where('purpose', '=', 'reset')
    .executeTakeFirstOrThrow();
  const reset = await database.read
    .selectFrom('resets')
    .select('state')
    .where('user_id', '=', of.id)
    .executeTakeFirstOrThrow();
  const sessions = await database.read.selectFrom('sessions').select('id').where('user_id', '=', of.id).execute();
  const replaced = await database.read
    .selectFrom('audit_events')
    .select('id')
    .where('subject_id', '=', of.id)
    .where('event', '=', 'password.replaced')
    .execute();
  const notices = await database.read
    .selectFrom('messages')
    .select('data')
    .where('kind', '=', 'password_changed')
    .execute();
  const changed = link.state === 'spent';
  const hash = (await users.passwordOf(database.read, of.id))?.hash;
  assert.equal(await passwords.verify(hash, changed ? newPassword : oldPassword), true, 'the password fits the link');
  assert.equal(reset.state === 'completed', changed, 'the reset fits the link');
  assert.equal(sessions.length, changed ? 1 : 0, 'a session was opened, or none');
  assert.equal(replaced.length, changed ? 1 : 0, 'the change is on record');
  assert.equal(notices.filter((row) => row.data.includes(of.id)).length, changed ? 1 : 0, 'the notice is queued');
  if (told.changed.has(of.id)) assert.ok(changed, 'what was confirmed is stored');
  else if (!told.unknown.has(of.id)) assert.ok(!changed, 'nothing changed that nobody asked for');
}
