import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type Listening, listen } from '../../src/http/index.ts';
import { usualLimits } from '../../src/http/listen.ts';
import { second } from '../../src/kernel/index.ts';
import { createClient } from '../client.ts';
import { dataFolder, type Server, startServer } from '../server.ts';
import { beside, configOf, makeUsers, settingsOf } from './people.ts';

/** All that came until the other side ended the connection. */
async function untilClosed(socket: Socket): Promise<string> {
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
  socket.on('error', () => {});
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}

describe('a client that takes its time', () => {
  let listening: Listening;
  before(async () => {
    const limits = { headersTimeout: 150, requestTimeout: 300, connectionsCheckingInterval: 50, silence: 400 };
    listening = await listen('127.0.0.1', 0, limits);
    listening.handOver(async (request) => {
      if (request.method === 'GET') return new Response(new Uint8Array(64 * 1024 * 1024));
      return new Response(String((await request.arrayBuffer()).byteLength));
    });
  });
  after(() => listening.close(0));
  const reach = () => connect(listening.port, '127.0.0.1');

  it('F-32 has ten seconds for its headers, thirty for the whole, and thirty without a word, where nobody says otherwise', () => {
    const { headersTimeout, requestTimeout, silence } = usualLimits;
    assert.deepEqual([headersTimeout, requestTimeout, silence], [10 * second, 30 * second, 30 * second]);
  });

  it('F-32 is dropped when it does not come to the end of its headers', async () => {
    const socket = reach();
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    const trickle = setInterval(() => socket.write('X-More: 1\r\n'), 50);
    assert.match(await untilClosed(socket), /^HTTP\/1\.1 408/);
    clearInterval(trickle);
  });

  it('F-32 is dropped when it does not come to the end of its body', async () => {
    const socket = reach();
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n');
    const trickle = setInterval(() => socket.write('x'), 50);
    await untilClosed(socket);
    clearInterval(trickle);
  });

  it('F-32 is dropped when it does not read its answer', async () => {
    const socket = reach();
    socket.pause();
    socket.on('error', () => {});
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    while ((await listening.connections()) === 0) await new Promise(setImmediate);
    while ((await listening.connections()) > 0) await new Promise(setImmediate);
    socket.destroy(); // it reads nothing, not even that it was dropped
  });
});

describe('a client that breaks off', () => {
  let listening: Listening;
  const told: unknown[] = [];
  before(async () => {
    listening = await listen('127.0.0.1', 0);
    listening.handOver(async (_request, { incoming }) => {
      told.push(incoming.socket.remoteAddress);
      return new Response();
    });
  });
  after(() => listening.close(0));

  it('is known by its address all the same, so that limits and the record hold for it', async () => {
    const socket = connect(listening.port, '127.0.0.1').on('error', () => {});
    await once(socket, 'connect');
    while ((await listening.connections()) === 0) await new Promise(setImmediate);
    // Nothing is read in between: the reset is there before the request is seen.
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.resetAndDestroy();
    while ((await listening.connections()) > 0) await new Promise(setImmediate);
    assert.deepEqual(told, ['127.0.0.1']);
  });
});

describe('a client that asks for much at once', () => {
  let listening: Listening;
  let begun: string[];
  let go: () => void;
  before(async () => {
    listening = await listen('127.0.0.1', 0);
    listening.handOver(async ({ url }) => {
      begun.push(new URL(url).pathname);
      if (url.endsWith('/slow')) await new Promise<void>((resolve) => (go = resolve));
      return new Response(new URL(url).pathname);
    });
  });
  beforeEach(() => {
    begun = [];
  });
  after(() => listening.close(0));
  /** All in one piece; nothing more comes after the last. */
  const write = (...paths: string[]): Socket => {
    const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n`);
    return connect(listening.port, '127.0.0.1', function (this: Socket) {
      this.write(`${requests.join('\r\n')}Connection: close\r\n\r\n`);
    }).on('error', () => {});
  };
  const until = async (is: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await is())) await new Promise(setImmediate);
  };

  it('is answered one after another', async () => {
    const answers = untilClosed(write('/slow', '/b', '/c'));
    await until(() => begun.length > 0);
    // Another connection's answer shows that all that was written has been read.
    await untilClosed(write('/other'));
    assert.deepEqual(begun, ['/slow', '/other']);
    go();
    assert.deepEqual((await answers).match(/^\/(slow|b|c)/gm), ['/slow', '/b', '/c']);
  });

  it('F-46 is dropped when a crowd waits on one connection, of which none is begun', async () => {
    const began = performance.now();
    await untilClosed(write('/slow', ...Array<string>(1_500).fill('/b')));
    assert.ok(performance.now() - began < 20 * second, 'not by its silence');
    go();
    await untilClosed(write('/other'));
    assert.deepEqual(begun, ['/slow', '/other']);
  });

  it('has nothing begun for it once it is gone', async () => {
    const socket = write('/slow', '/b', '/c');
    await until(() => begun.length > 0);
    socket.destroy();
    await until(async () => (await listening.connections()) === 0);
    go();
    await untilClosed(write('/other'));
    assert.deepEqual(begun, ['/slow', '/other']);
  });
});

describe('a server among hostile clients', () => {
  const folder = dataFolder();
  let server: Server;
  let url: string;
  const settings = settingsOf(folder.path, { url: `sqlite:${folder.path}/rekey.db` }, 'http://127.0.0.1');
  before(async () => {
    await beside(configOf(settings), (app) => makeUsers(app, 'person', 100));
    server = await startServer(folder.path, {
      env: { ...settings, REKEY_TRUSTED_PROXIES: '127.0.0.1', REKEY_LOG_LEVEL: 'error' },
    });
    url = server.url;
  });
  after(async () => {
    await server.stop();
    folder.remove();
  });
  const raw = (text: string | Buffer): Socket => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(text);
    return socket;
  };
  const post = (body: string | Buffer, length = Buffer.byteLength(body)): Buffer => {
    const head = [
      'POST /web/reset_password HTTP/1.1',
      'Host: x',
      'Sec-Fetch-Site: same-origin',
      `Content-Length: ${length}`,
    ];
    head.push('Content-Type: application/x-www-form-urlencoded', 'Connection: close', '', '');
    return Buffer.concat([Buffer.from(head.join('\r\n')), Buffer.from(body)]);
  };

  it('has no mailbox, no demo and nothing else of an evaluation', async () => {
    for (const path of ['/mailbox', '/mailbox.json', '/mailbox/x', '/mailbox/x.json', '/mailbox/x.html'])
      assert.equal((await fetch(`${url}${path}`)).status, 404, path);
    const others = await beside(configOf(settings), ({ database }) =>
      database.read.selectFrom('users').select('login').where('login', 'not like', 'person%').execute(),
    );
    assert.deepEqual(others, []);
  });

  it('F-31 answers 413 to a body that is announced too large, before it is sent, and closes', async () => {
    assert.match(await untilClosed(raw(post('login=', 10_000_000))), /^HTTP\/1\.1 413[\s\S]*\r\nConnection: close/i);
  });

  it('F-47 takes a body in a few chunks like any other, and drops who sends one byte by byte or without end', async () => {
    const chunksOf = (chunk: string, count: number) => {
      const head = 'POST /web/reset_password HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n';
      const type = 'Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n';
      const part = `${chunk.length.toString(16)}\r\n${chunk}\r\n`;
      return untilClosed(raw(`${head}Connection: close\r\n${type}${part.repeat(count)}0\r\n\r\n`));
    };
    assert.match(await chunksOf('login=nobody', 1), /^HTTP\/1\.1 303 /);
    assert.match(await chunksOf('x'.repeat(10_000), 8), /^HTTP\/1\.1 413 /);
    assert.equal(await chunksOf('x'.repeat(10_000), 100), '');
    assert.deepEqual(
      new Set(await Promise.all(Array.from({ length: 20 }, () => chunksOf('x', 65_000)))),
      new Set(['']),
    );
  });

  it('F-39 answers 400 to text that is none, and stores nothing of it', async () => {
    const malformed = ['login=%ff', 'login=%ed%a0%80', 'login=%00', 'login=a%', Buffer.from('login=\xff', 'latin1')];
    const stored = () =>
      beside(configOf(settings), async ({ database }) => {
        const asks = await database.read.selectFrom('resets').select('id').execute();
        const events = database.read.selectFrom('audit_events').select('id').where('event', 'like', 'reset.%');
        return [asks, await events.execute()];
      });
    const before = await stored();
    for (const body of malformed) assert.match(await untilClosed(raw(post(body))), /^HTTP\/1\.1 400/, String(body));
    assert.deepEqual(await stored(), before);
  });

  it('F-29 turns away what does not fit into the line of hashes, and answers everybody else meanwhile', async () => {
    const signIn = (index: number) =>
      createClient(url, `198.18.${index}.1`).post('/web/login', {
        login: `person-${index % 100}`,
        password: 'Wrong-one-77',
      });
    const flood = Promise.all(Array.from({ length: 200 }, (_, index) => signIn(index)));
    assert.equal((await createClient(url).get('/healthz')).status, 200);
    assert.equal((await createClient(url).get('/web/login')).status, 200);
    const answers = await flood;
    const statuses = new Set(answers.map(({ status }) => status));
    for (const { status, headers } of answers)
      if (status === 503) assert.match(headers.get('retry-after') ?? '', /^\d+$/);
    assert.ok(statuses.has(503) && statuses.has(401), [...statuses].join(' '));
    assert.equal((await signIn(210)).status, 401);
  });

  it('F-30 writes one letter however often one address is asked for, from wherever', async () => {
    const ask = (index: number) =>
      createClient(url, `198.19.${index}.1`).post('/web/reset_password', { login: 'person-1@example.com' });
    const answers = await Promise.all(Array.from({ length: 250 }, (_, index) => ask(index)));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [303]);
    const settings = settingsOf(folder.path, { url: `sqlite:${folder.path}/rekey.db` }, 'http://127.0.0.1');
    await beside(configOf(settings), async ({ resets, database }) => {
      while ((await resets.decide()) > 0);
      const letters = await database.read
        .selectFrom('messages')
        .select('id')
        .where('to_address', '=', 'person-1@example.com')
        .execute();
      assert.equal(letters.length, 1);
    });
  });
});

describe('a server with few handles', () => {
  it('F-33 serves again when those who held them all are gone', async (t) => {
    const folder = dataFolder();
    const server = await startServer(folder.path, { env: { REKEY_BASE_URL: 'http://127.0.0.1' }, handles: 64 });
    t.after(async () => {
      await server.stop();
      folder.remove();
    });
    const port = Number(new URL(server.url).port);
    const crowd = Array.from({ length: 100 }, () => connect(port, '127.0.0.1').on('error', () => {}));
    await Promise.all(crowd.map((socket) => once(socket, 'connect').catch(() => {})));
    await delay(1.5 * second); // until what is loaded a moment after the start is looked for
    for (const socket of crowd) socket.destroy();
    const answers = async () => (await createClient(server.url).get('/web/login')).status === 200;
    while (!(await answers().catch(() => false)));
    assert.equal(server.process.exitCode, null);
  });
});
