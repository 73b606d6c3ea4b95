import { openDatabase } from '../../src/database/index.ts';
import type { Engine } from '../../tests/engines.ts';
import { oldPassword } from '../../tests/proofs/people.ts';
import { install } from '../installation.ts';
import type { Line, Row } from '../line.ts';
import { load, openConnection, percentile } from '../load.ts';
import { makePeople } from '../people.ts';
import { get, post } from '../requests.ts';
import { seed } from '../seed.ts';

const few = 1_000;
/** Milliseconds, and how many times longer it may take than with few users. */
const goal = { longest: 30, times: 3 };

const views: { work: string; query: string }[] = [
  { work: 'first page', query: '' },
  { work: 'last page', query: 'last=' },
  { work: 'search, no match', query: 'search=zzzzqq' },
  { work: 'search, one match', query: 'search=bela.abend.801' },
  { work: 'search, half match', query: 'search=example.org' },
  { work: 'filter, no match', query: 'filter=role%3Ahelpdesk' },
  { work: 'filter, one match', query: 'filter=role%3Asettings' },
  { work: 'filter, half match', query: 'filter=language%3Ade' },
  { work: 'search, two common words', query: 'search=ada+abend' },
  { work: 'search, one character', query: 'search=a' },
  { work: 'filter, one in ten, from the end', query: 'filter=invited&last=' },
  { work: 'filters, each common, no match together', query: 'filter=archived&filter=language%3Ade' },
  { work: 'groups', query: 'group=role' },
];

/** The list of users as an administrator sees it, with many users and with few. */
export const users: Line = {
  name: 'users',
  engines: 'each',
  async measure(engine, { seconds, users: many }) {
    const withFew = await times(engine, few, seconds);
    const withMany = await times(engine, many, seconds);
    return views.map(({ work }, index) =>
      toRow(engine, `${work} of ${many.toLocaleString('en')} users, p95`, {
        rekey: withMany[index] ?? Number.NaN,
        limit: withFew[index] ?? Number.NaN,
      }),
    );
  },
};

function toRow(engine: Engine, work: string, { rekey, limit }: { rekey: number; limit: number }): Row {
  const met = rekey < goal.longest && rekey <= goal.times * limit;
  return { work, engine: engine.name, unit: 'ms', rekey, limit, goal: `< ${goal.longest} ms, ≤ ${goal.times} ×`, met };
}

/** For each view the time that 95 of 100 answers did not exceed. */
async function times(engine: Engine, count: number, seconds: number): Promise<number[]> {
  const installation = await install(engine);
  const { config, port } = installation;
  try {
    await makePeople(config, { prefix: 'admin', count: 1, role: 'settings' });
    const database = await openDatabase(config.databaseUrl);
    await seed(database, { users: count });
    await database.close();
    await installation.start();
    const cookie = await signIn(port);
    const look = (query: string, length: number) => {
      const request = (): string => get({ port, path: `/settings/users?${query}`, cookie });
      return load({ port, senders: 1, request, status: 200, seconds: length });
    };
    for (const { query } of views) await look(query, seconds / 2); // a server that has just started is slower
    const measured: number[] = [];
    for (const { query } of views) measured.push(percentile((await look(query, seconds)).times, 0.95));
    return measured;
  } finally {
    await installation.remove();
  }
}

async function signIn(port: number): Promise<string> {
  const connection = await openConnection(port);
  const fields = { login: 'admin-0', password: oldPassword };
  const { status, head } = await connection.exchange(post({ port, path: '/web/login' }, fields));
  connection.close();
  if (status !== 303) throw new Error(`signing in was answered ${status}`);
  return [...head.matchAll(/\r\nset-cookie: ([^;\r]+)/gi)].map(([, pair]) => pair).join('; ');
}
