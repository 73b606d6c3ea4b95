import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../../src/config/index.ts';
import type { User } from '../../src/users/index.ts';
import { createClient, hiddenField } from '../client.ts';
import type { Engine } from '../engines.ts';
import { dataFolder } from '../server.ts';
import { type ScriptedServer, startSmtpServer } from '../smtp-server.ts';
import { type Cast, createCast, type Victim, victimsOn } from './cast.ts';
import { asksAreStored, isSealed, isWhole, lettersArrive, newPassword, type Told } from './nothing-by-half.ts';
import { addLinkHolders, beside, configOf, type LinkHolder, makeUsers, settingsOf } from './people.ts';

const holdersPerRound = 6;
/** People who ask for a letter, and get one. */
const readersPerRound = 3;
const askersPerRound = 3;

/**
 * Starts the processes of one installation, lets people ask and redeem, kills one of the processes at a random moment,
 * looks at what is stored; as many times as `rounds` says, on one database. Whatever was confirmed must be there whole;
 * whatever was not must be there whole or not at all. In the end every letter must have arrived.
 */
export async function killLoop(engine: Engine, { rounds }: { rounds: number }): Promise<void> {
  const folder = dataFolder();
  const place = await engine.place();
  const post = await startSmtpServer();
  const settings = { ...settingsOf(folder.path, place, 'http://127.0.0.1'), ...sendingTo(post) };
  const cast = await createCast(folder.path, settings);
  const config = configOf({ ...settings, REKEY_BASE_URL: cast.url });
  const told: Told = { asks: 0, readers: new Set(), changed: new Set(), unknown: new Set() };
  const victims = victimsOn(engine);
  try {
    for (let round = 0; round < rounds; round++) {
      const victim = victims[round % victims.length] ?? 'server';
      await playRound({ round, victim, cast, config, told });
    }
    assert.ok(told.changed.size > 0 && told.asks > 0, 'people were served at all');
    await cast.end();
    await lettersArrive({ ...config, smtpUrl: settings.REKEY_SMTP_URL }, post.received, told);
  } finally {
    await cast.end();
    await post.close();
    await place.remove();
    folder.remove();
  }
}

function sendingTo({ port }: ScriptedServer) {
  return {
    REKEY_TRUSTED_PROXIES: '127.0.0.1',
    REKEY_LOG_LEVEL: 'error',
    REKEY_SMTP_URL: `smtp://127.0.0.1:${port}`,
    REKEY_MAIL_FROM: 'no-reply@example.com',
  };
}

interface Round {
  round: number;
  victim: Victim;
  cast: Cast;
  config: Config;
  told: Told;
}

async function playRound({ round, victim, cast, config, told }: Round): Promise<void> {
  const [[holders, readers]] = await Promise.all([peopleOf(config, round), cast.raise()]);
  const over = new AbortController();
  const redeeming = Promise.all(holders.map((holder, index) => redeem(cast.url, holder, { index, told })));
  const busy = [
    redeeming,
    ...readers.map(({ login }) => askFor(cast.url, login, told)),
    ...Array.from({ length: askersPerRound }, () => keepAsking(cast.url, { told, over: over.signal })),
  ];
  await Promise.race([redeeming, someMoment(told, told.changed.size + (round % (holdersPerRound - 1)))]);
  await cast.kill(victim);
  await delay(randomInt(30));
  over.abort();
  await Promise.all(busy);
  await beside(config, async (app) => {
    await asksAreStored(app, told, { lost: readersPerRound + askersPerRound });
    await Promise.all(holders.map((holder) => isWhole(app, holder, told)));
    await isSealed(app);
  });
}

function peopleOf(config: Config, round: number): Promise<[LinkHolder[], User[]]> {
  return beside(config, async (app) => [
    await addLinkHolders(app, `holder-${round}`, holdersPerRound),
    await makeUsers(app, `reader-${round}`, readersPerRound),
  ]);
}

/** When so many have been served, and a blink later: at whatever step the others are just then. */
async function someMoment(told: Told, served: number): Promise<void> {
  while (told.changed.size < served) await delay(1);
  await delay(randomInt(50));
}

function somewhere(): string {
  return `198.18.${randomInt(250)}.${randomInt(1, 250)}`;
}

async function askFor(url: string, login: string, told: Told): Promise<void> {
  await delay(randomInt(80));
  const client = createClient(url, somewhere());
  const answer = await client.post('/web/reset_password', { login }).catch(() => undefined);
  if (answer?.status !== 303) return;
  told.asks++;
  told.readers.add(login);
}

/** Asks for nobody in particular until the server is gone. */
async function keepAsking(url: string, { told, over }: { told: Told; over: AbortSignal }): Promise<void> {
  while (!over.aborted) {
    const client = createClient(url, somewhere());
    const login = `nobody-${randomInt(1_000_000_000)}`;
    const answer = await client.post('/web/reset_password', { login }).catch(() => undefined);
    if (!answer) return;
    if (answer.status === 303) told.asks++;
    await delay(randomInt(10)); // a crowd, not a flood
  }
}

async function redeem(url: string, holder: LinkHolder, { index, told }: { index: number; told: Told }): Promise<void> {
  await delay(index * 20);
  const client = createClient(url, `198.19.${index}.1`);
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
