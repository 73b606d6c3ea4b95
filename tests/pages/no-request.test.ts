import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Listening, listen } from '../../src/http/index.ts';
import { assertGuarded } from '../proofs/guarded.ts';

const get = 'GET /page HTTP/1.1\r\nHost: x\r\n';

/** Bytes that never become a request, and the status that tells why. */
const nothing: [what: string, bytes: string, status: number][] = [
  ['is no HTTP', 'EHLO mail.example\r\n\r\n', 400],
  ['names no host', 'GET /page HTTP/1.1\r\n\r\n', 400],
  ['names no host and is of old', 'GET /page HTTP/1.0\r\n\r\n', 400],
  ['names a host that is none', 'GET /page HTTP/1.1\r\nHost: a/b@c\r\n\r\n', 400],
  ['names two hosts', 'GET /page HTTP/1.1\r\nHost: x\r\nhost: y\r\n\r\n', 400],
  ['names one host twice', 'GET /page HTTP/1.1\r\nHost: x\r\nAccept: */*\r\nHOST: x\r\n\r\n', 400],
  ['names a second host that is empty', 'GET /page HTTP/1.1\r\nHost: x\r\nHost:\r\n\r\n', 400],
  ['names two hosts before its body', 'POST /page HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: 9\r\n\r\n', 400],
  ['has an address that is none', 'GET page HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['has a header in two lines', `${get}X: 1\r\n 2\r\nY\r\n\r\n`, 400],
  ['does not come to its end', get, 408],
  ['has parts that are annotated at length', `${post('Transfer-Encoding: chunked')}1;${'x'.repeat(20_000)}\r\n`, 413],
  ['expects what nobody promised', `${get}Expect: a-miracle\r\n\r\n`, 417],
  ['has headers without end', `${get}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
];

function post(header: string): string {
  return `POST /page HTTP/1.1\r\nHost: x\r\n${header}\r\n\r\n`;
}

describe('what never becomes a request', () => {
  let listening: Listening;
  const begun = Promise.withResolvers<void>();
  before(async () => {
    listening = await listen('127.0.0.1', 0, { secure: true, headersTimeout: 200, connectionsCheckingInterval: 50 });
    listening.handOver(async (request) => {
      if (!request.url.endsWith('/endless')) return new Response('page', { headers: { 'Content-Length': '4' } });
      setTimeout(begun.resolve, 50);
      return new Response(new ReadableStream({ start: (answer) => answer.enqueue(new TextEncoder().encode('begun')) }));
    });
  });
  after(() => listening.close(0));

  /** All that comes back, until the other side ends the connection. */
  async function said(bytes: string, later?: () => Promise<string>): Promise<string> {
    const socket = connect(listening.port, '127.0.0.1').setEncoding('latin1');
    let text = '';
    socket.on('data', (more) => (text += more)).on('error', () => {});
    socket.write(bytes);
    if (later) socket.write(await later());
    await once(socket, 'close');
    return text;
  }

  function read(answer: string) {
    const [head = '', ...rest] = answer.split('\r\n\r\n');
    const [first = '', ...lines] = head.split('\r\n');
    const headers = new Headers(lines.map((line) => line.split(': ', 2) as [string, string]));
    return { status: Number(first.split(' ')[1]), headers, body: rest.join('\r\n\r\n') };
  }

  for (const [what, bytes, status] of nothing) {
    it(`is answered as guarded as every page, and its connection ends: ${what}`, async () => {
      const answer = read(await said(bytes));
      assert.equal(answer.status, status);
      assertGuarded(what, answer);
      assert.equal(answer.headers.get('connection'), 'close');
      assert.match(answer.body, /^[A-Z][A-Za-z ]+\.\n$/);
    });
  }

  it('is no header that only looks like a second host', async () => {
    const answer = await said(`${get}X: host\r\nX-Host: y\r\nX: host\r\nConnection: close\r\n\r\n`);
    assert.equal(read(answer).status, 200);
  });

  it('ends a connection that was used rightly before, and nothing after it is read', async () => {
    const all = await said(`${get}\r\n${get}\r\nnonsense\r\n\r\n${get}\r\n`);
    const statuses = [...all.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
    assert.equal(statuses.filter((status) => status === '400').length, 1);
    assert.ok(statuses.length <= 3 && statuses.at(-1) === '400', statuses.join(' '));
  });

  it('is not answered within an answer that has begun', async () => {
    const all = await said('GET /endless HTTP/1.1\r\nHost: x\r\n\r\n', async () => {
      await begun.promise;
      return 'nonsense\r\n\r\n';
    });
    assert.match(all, /^HTTP\/1\.1 200 [\s\S]*begun\r\n$/);
    assert.equal(all.match(/HTTP\/1\.1/g)?.length, 1);
  });
});
