import { availableParallelism } from 'node:os';
import type { Engine } from '../../tests/engines.ts';
import { oldPassword } from '../../tests/proofs/people.ts';
import { runChild } from '../child.ts';
import { type Installation, install } from '../installation.ts';
import { below, compare, type Line, type Row, shareOf } from '../line.ts';
import { load, percentile } from '../load.ts';
import { makePeople } from '../people.ts';
import { get, post } from '../requests.ts';

export const senders = 16;
/** As many as Rekey hashes at once. */
export const atOnce = availableParallelism();
/** Enough that nobody waits for somebody who signs in as the same user. */
const people = 64;

export const signIn: Line = {
  name: 'sign-in',
  engines: 'each',
  async measure(engine, { seconds }) {
    const installation = await install(engine);
    await makePeople(installation.config, { prefix: 'person', count: people });
    await installation.start();
    try {
      return await compareSignIns(installation, engine, seconds);
    } finally {
      await installation.remove();
    }
  },
};

async function compareSignIns({ port }: Installation, engine: Engine, seconds: number): Promise<Row[]> {
  const pages: number[] = [];
  let sent = 0;
  const request = (): string => {
    const index = sent++;
    const login = `person-${index % people}`;
    return post({ port, path: '/web/login', from: index }, { login, password: oldPassword });
  };
  const compared = await compare(
    async () => {
      const saturated = load({ port, senders, request, status: 303, seconds });
      pages.push(percentile(await watchPages(port, seconds), 0.99));
      return (await saturated).perSecond;
    },
    async () =>
      (await runChild<{ perSecond: number }>('limits/argon2.js', { work: 'verify', atOnce, seconds })).perSecond,
  );
  const p99 = { work: 'a page meanwhile, p99', engine: engine.name, unit: 'ms', rekey: Math.min(...pages) };
  return [shareOf({ work: 'sign-in', engine: engine.name, unit: '/s' }, compared, 0.95), below(p99, 20)];
}

/** Somebody who looks at one page after another while others sign in. */
async function watchPages(port: number, seconds: number): Promise<number[]> {
  const request = (): string => get({ port, path: '/web/login' });
  return (await load({ port, senders: 1, request, status: 200, seconds, pause: 10 })).times;
}
