import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { type App, createApp } from '../../src/app.ts';
import type { Config } from '../../src/config/index.ts';
import { hour, second, silent } from '../../src/kernel/index.ts';
import { operator } from '../callers.ts';
import { movedClock } from '../moved-clock.ts';
import type { Received } from '../smtp-server.ts';
import { type LinkHolder, oldPassword } from './people.ts';
import { tracesOf } from './traces.ts';

export const newPassword = 'Stapled+Violet3meadow';

/** What people were told before a process died. */
export interface Told {
  /** Asks that were answered with the confirmation. */
  asks: number;
  /** Logins of real people among them. */
  readers: Set<string>;
  /** Holders who were told that their password is changed. */
  changed: Set<string>;
  /** Holders whose answer never came. */
  unknown: Set<string>;
}

/** How many asks were stored without their confirmation, on each installation. */
const unconfirmed = new WeakMap<Told, number>();

/** Every confirmed ask is stored with its event; in each round at most `lost` more, whose confirmation nobody got. */
export async function asksAreStored(app: App, told: Told, { lost }: { lost: number }): Promise<void> {
  const { read } = app.database;
  const rows = await read.selectFrom('resets').select('asks').where('source', '=', 'self').execute();
  const asks = rows.reduce((sum, row) => sum + row.asks, 0);
  const audited = await read
    .selectFrom('audit_events')
    .innerJoin('resets', 'resets.id', 'audit_events.reset_id')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('event', '=', 'reset.asked')
    .where('resets.source', '=', 'self')
    .executeTakeFirstOrThrow();
  const before = unconfirmed.get(told) ?? 0;
  unconfirmed.set(told, asks - told.asks);
  assert.ok(asks - before >= told.asks, `${told.asks} asks were confirmed and ${asks - before} are stored`);
  assert.ok(asks - before <= told.asks + lost, 'no ask is stored twice');
  assert.equal(audited.count, rows.length, 'every ask has its audit event');
}

/** The record holds, so no batch was sealed by half. */
export async function isSealed(app: App): Promise<void> {
  const { findings } = await app.audit.verify(operator);
  assert.deepEqual(findings, []);
}

/** Either nothing happened to this person or everything did. */
export async function isWhole({ database, users, passwords }: App, holder: LinkHolder, told: Told): Promise<void> {
  const { userId: id } = holder;
  const { read } = database;
  const { links, events, notices } = await tracesOf(read, id);
  const reset = await read.selectFrom('resets').select('state').where('user_id', '=', id).executeTakeFirstOrThrow();
  const sessions = await read.selectFrom('sessions').select('id').where('user_id', '=', id).execute();
  const changed = links.includes('spent');
  assert.equal(links.length, 1, 'the link is still known');
  const hash = (await users.passwordOf(read, id))?.hash;
  assert.equal(await passwords.verify(hash, changed ? newPassword : oldPassword), true, 'the password fits the link');
  assert.equal(reset.state === 'completed', changed, 'the reset fits the link');
  assert.equal(sessions.length, changed ? 1 : 0, 'a session was opened, or none');
  assert.equal(events, changed ? 1 : 0, 'the change is on record');
  assert.equal(notices, changed ? 1 : 0, 'the notice is queued');
  if (told.changed.has(id)) assert.ok(changed, 'what was confirmed is stored');
  else if (!told.unknown.has(id)) assert.ok(!changed, 'nothing changed that nobody asked for');
}

/** What is still going after that many is told as what waits in vain. */
const mostLooks = 3_000;

/**
 * An hour later, when every lease of the dead has run out, one process takes over: every ask is decided, every letter
 * arrives, and no more often than once and once again for each try whose outcome nobody knows.
 */
export async function lettersArrive(config: Config, received: readonly Received[], told: Told): Promise<void> {
  const clock = movedClock(Date.now() + hour);
  const app = await createApp(config, { as: 'command', log: silent, clock });
  const stop = new AbortController();
  while ((await app.resets.decide()) > 0);
  const sending = app.mail.run([app.resets.composer], stop.signal);
  for (let looks = 0; looks < mostLooks && (await stillGoing(app)) > 0; looks += 1) {
    // What waits for a later try is tried now.
    await app.database.write((tx) => tx.updateTable('messages').set({ run_at: 0 }).execute());
    await delay(100);
    clock.advance(2 * second); // whoever takes over what the dead held waits for a while before
  }
  stop.abort();
  await sending;
  await eachArrived(app, received);
  const reached = new Set(received.flatMap(({ to }) => to));
  for (const login of told.readers) assert.ok(reached.has(`${login}@example.com`), `${login} has got a letter`);
  await app.close();
}

async function stillGoing({ database }: App): Promise<number> {
  const rows = await database.read
    .selectFrom('messages')
    .select('id')
    .where('state', 'in', ['queued', 'sending'])
    .execute();
  return rows.length;
}

async function eachArrived({ database }: App, received: readonly Received[]): Promise<void> {
  const rows = await database.read.selectFrom('messages').select(['id', 'state', 'message_id', 'to_address']).execute();
  const unknown = await database.read
    .selectFrom('attempts')
    .select(['message_id', (row) => row.fn.countAll<number>().as('count')])
    .where('outcome', '=', 'unknown')
    .groupBy('message_id')
    .execute();
  for (const row of rows) {
    assert.equal(row.state, 'sent', `${row.to_address} waits in vain`);
    const copies = received.filter(({ raw }) => raw.includes(row.message_id)).length;
    const allowed = 1 + (unknown.find((one) => one.message_id === row.id)?.count ?? 0);
    assert.ok(copies >= 1 && copies <= allowed, `${copies} copies of a letter, ${allowed} would be understood`);
  }
}
