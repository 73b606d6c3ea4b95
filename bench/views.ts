import { setTimeout as delay } from 'node:timers/promises';
import { type Database, openDatabase } from '../src/database/index.ts';
import { second } from '../src/kernel/index.ts';
import type { Engine } from '../tests/engines.ts';
import { oldPassword } from '../tests/proofs/people.ts';
import { install } from './installation.ts';
import type { How, Row } from './line.ts';
import { load, openConnection, percentile } from './load.ts';
import { makePeople } from './people.ts';
import { get, post } from './requests.ts';
import { type Seed, seed } from './seed.ts';

const few = 1_000;
/** Milliseconds, and how many times longer it may take than with few. */
const goal = { longest: 30, times: 3 };

/** A list as an address has it. */
export interface View {
  work: string;
  address: string;
}

interface Viewed {
  /** What there are many of, as the table says it. */
  of: string;
  views: View[];
  seeded(count: number): Seed;
}

/** Views of lists as an administrator sees them, with many rows and with few. */
export async function measureViews(
  engine: Engine,
  { seconds, users: many }: How,
  { of, views, seeded }: Viewed,
): Promise<Row[]> {
  const withFew = await times(engine, seeded(few), { views, seconds });
  const withMany = await times(engine, seeded(many), { views, seconds });
  return views.map(({ work }, index) =>
    toRow(engine, `${work} of ${many.toLocaleString('en')} ${of}, p95`, {
      rekey: withMany[index] ?? Number.NaN,
      limit: withFew[index] ?? Number.NaN,
    }),
  );
}

function toRow(engine: Engine, work: string, { rekey, limit }: { rekey: number; limit: number }): Row {
  const met = rekey < goal.longest && rekey <= goal.times * limit;
  return { work, engine: engine.name, unit: 'ms', rekey, limit, goal: `< ${goal.longest} ms, ≤ ${goal.times} ×`, met };
}

/** For each view the time that 95 of 100 answers did not exceed. */
async function times(
  engine: Engine,
  rows: Seed,
  { views, seconds }: { views: View[]; seconds: number },
): Promise<number[]> {
  const installation = await install(engine);
  const { config, port } = installation;
  try {
    await makePeople(config, { prefix: 'admin', count: 1, role: 'settings' });
    const database = await openDatabase(config.databaseUrl);
    await seed(database, rows);
    await installation.start();
    await allSealed(database);
    await database.close();
    const cookie = await signIn(port);
    const look = (path: string, length: number) => {
      const request = (): string => get({ port, path, cookie });
      return load({ port, senders: 1, request, status: 200, seconds: length });
    };
    for (const { address } of views) await look(address, seconds / 2); // a server that has just started is slower
    const measured: number[] = [];
    for (const { address } of views) measured.push(percentile((await look(address, seconds)).times, 0.95));
    return measured;
  } finally {
    await installation.remove();
  }
}

/** Until the server is done with what was seeded. */
async function allSealed(database: Database): Promise<void> {
  const unsealed = database.read.selectFrom('audit_events').select('id').where('position', 'is', null).limit(1);
  while (await unsealed.executeTakeFirst()) await delay(second);
}

async function signIn(port: number): Promise<string> {
  const connection = await openConnection(port);
  const fields = { login: 'admin-0', password: oldPassword };
  const { status, head } = await connection.exchange(post({ port, path: '/web/login' }, fields));
  connection.close();
  if (status !== 303) throw new Error(`signing in was answered ${status}`);
  return [...head.matchAll(/\r\nset-cookie: ([^;\r]+)/gi)].map(([, pair]) => pair).join('; ');
}
