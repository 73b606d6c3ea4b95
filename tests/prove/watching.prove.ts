import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '../client.ts';
import { sqlite } from '../engines.ts';
import { beside, configOf, makeUsers, settingsOf } from '../proofs/people.ts';
import { dataFolder, freePort, type Server, startServer } from '../server.ts';
import { compare, median } from './ranks.ts';

const rounds = Number(process.env['PROVE_SAMPLES'] ?? 150);
/** For the first letters, which load what letters need. */
const warming = 10;

/** A sample that is this much more often larger than another one tells something, however few there are. */
const noticeable = 0.62;
/** So much more work after one ask than after another one is lost in what else a server does. */
const evenUpTo = 1.25;

/** In milliseconds: how long somebody watches after an answer, and how long it is quiet before the next one. */
const watched = 400;
const quiet = 200;

/** What somebody can see who asks for something cheap all the time. */
interface Seen {
  /** The longest that they waited for an answer. */
  longest: number;
  /** All that they waited beyond what is usual. */
  beyond: number;
  /** Processor time of the thread that answers, as no stranger can see it; 0 where the system does not tell. */
  work: number;
}

type Sample = Record<keyof Seen, number[]>;

describe('how busy the server is after an ask', () => {
  const folder = dataFolder();
  let mailServer: ChildProcess;
  let server: Server;
  let remove: () => Promise<void>;
  let asks = 0;

  before(async () => {
    mailServer = fork(join(import.meta.dirname, 'mail-server.js'));
    const [mailPort] = await once(mailServer, 'message');
    const [place, port] = await Promise.all([sqlite.migrated(), freePort()]);
    remove = place.remove;
    const settings = settingsOf(folder.path, place, `http://127.0.0.1:${port}`);
    await beside(configOf(settings), (app) => makeUsers(app, 'person', 2 * (warming + rounds)));
    server = await startServer(folder.path, {
      env: {
        ...settings,
        REKEY_PORT: String(port),
        REKEY_TRUSTED_PROXIES: '127.0.0.1',
        REKEY_LOG_LEVEL: 'error',
        REKEY_SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
        REKEY_MAIL_FROM: 'no-reply@example.com',
      },
    });
  });
  after(async () => {
    await server.stop();
    mailServer.kill();
    await remove();
    folder.remove();
  });

  /** Everybody asks once, from a place of their own, so that no limit is near. */
  const ask = async (login: string): Promise<void> => {
    const source = `198.18.${asks >> 8}.${asks++ & 255}`;
    const { status } = await createClient(server.url, source).post('/web/reset_password', { login });
    assert.equal(status, 303);
  };
  let people = 0;
  const acts = {
    known: () => ask(`person-${people++}`),
    unknown: () => ask(`nobody-${asks}`),
    nothing: async () => {},
  };

  const measure = async (...who: (keyof typeof acts)[]): Promise<Map<string, Sample>> => {
    const samples = new Map(who.map((one) => [one, { longest: [], beyond: [], work: [] } as Sample]));
    for (let round = -warming; round < rounds; round++) {
      for (const one of who.toSorted(() => Math.random() - 0.5)) {
        await delay(quiet);
        const before = workOf(server);
        await acts[one]();
        const seen = await watch(server.url);
        const sample = samples.get(one);
        if (round < 0 || !sample) continue;
        sample.longest.push(seen.longest);
        sample.beyond.push(seen.beyond);
        sample.work.push(workOf(server) - before);
      }
    }
    return samples;
  };

  const tellings = (t: TestContext, one: Sample, other: Sample): string[] =>
    (['longest', 'beyond'] as const).filter((what) => {
      const { slower, p } = compare(one[what], other[what]);
      const [a, b] = [median(one[what]), median(other[what])].map((ms) => ms.toFixed(2));
      t.diagnostic(`${what}: ${a} and ${b} ms, more in ${(slower * 100).toFixed(1)} % (p = ${p.toFixed(4)})`);
      return p < 0.001 && Math.abs(slower - 0.5) > noticeable - 0.5;
    });

  it('I-37 tells nobody who has an account, however closely they watch', async (t) => {
    const samples = await measure('known', 'unknown');
    const [known, unknown] = [samples.get('known'), samples.get('unknown')];
    assert.ok(known && unknown);
    const [more, less] = [median(known.work), median(unknown.work)];
    t.diagnostic(`processor time: ${more.toFixed(2)} and ${less.toFixed(2)} ms`);
    assert.deepEqual(tellings(t, known, unknown), []);
    assert.ok(more <= evenUpTo * less && less <= evenUpTo * more, `${more} and ${less} ms of work`);
  });

  it('would be noticed if it told: an ask, and none', async (t) => {
    const samples = await measure('known', 'nothing');
    const [known, nothing] = [samples.get('known'), samples.get('nothing')];
    assert.ok(known && nothing);
    assert.ok(tellings(t, known, nothing).includes('beyond'));
  });
});

/** Asks for the cheapest page about every millisecond. */
async function watch(url: string): Promise<Pick<Seen, 'longest' | 'beyond'>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const waits: number[] = [];
  for (const until = performance.now() + watched; performance.now() < until; await delay(1)) {
    const began = performance.now();
    const [answer] = await once(request(`${url}/healthz`, { agent }).end(), 'response');
    await once(answer.resume(), 'end');
    waits.push(performance.now() - began);
  }
  agent.destroy();
  const usual = median(waits);
  const beyond = waits.reduce((sum, wait) => sum + (wait > usual + 1 ? wait - usual : 0), 0);
  return { longest: Math.max(...waits), beyond };
}

/** Milliseconds on a processor so far, of a process's first thread. */
function workOf({ process: { pid } }: Server): number {
  const path = `/proc/${pid}/task/${pid}/schedstat`;
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split(' ')[0]) / 1_000_000 : 0;
}
