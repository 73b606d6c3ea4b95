import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import {
  type BrowserPlumbing,
  createAssets,
  createCookies,
  createWeb,
  inFairTurn,
  listen,
  readForm,
  siteOf,
  type Web,
} from '../../src/http/index.ts';
import { type Log, Refusal, systemRandom, unmetered } from '../../src/kernel/index.ts';
import { movedClock } from '../moved-clock.ts';
import { visit } from './visitor.ts';

const token = 'Zm9yLW5vYm9keS1idXQtdGhlLW93bmVyLW9mLWl0LTQz';

interface Line {
  event: string;
  fields: Record<string, unknown>;
}

function open(parts: Partial<BrowserPlumbing> = {}): { web: Web; lines: Line[] } {
  const lines: Line[] = [];
  const log: Log = {
    info: (event, fields = {}) => lines.push({ event, fields }),
    warn: (event, fields = {}) => lines.push({ event, fields }),
    error: (event, error, fields = {}) => lines.push({ event, fields: { ...fields, error } }),
  };
  const site = siteOf('https://reset.lumen.example');
  const plumbing = { clock: movedClock(), random: systemRandom, log, meter: unmetered, site };
  const nobody = { isCompanyOrigin: async () => false, isSignedIn: async () => false };
  const web = createWeb({ ...plumbing, ...nobody, trustedProxies: [], ...parts });
  web.use('*', inFairTurn());
  web.get('/page', (c) => c.html('<p>page</p>'));
  web.get('/caller', (c) => c.json(c.get('caller')));
  web.post('/form', async (c) => c.json(readForm(c, z.object({ a: z.string() }))));
  web.get('/wait', () => {
    throw new Refusal('limited', { retryAfter: 7 });
  });
  web.get('/bug', () => {
    throw new Error('secret detail');
  });
  return { web, lines };
}

const https = 'https://reset.lumen.example';

describe('every answer', () => {
  const { web } = open();
  const visitor = visit(web, https);
  for (const path of ['/page', '/nowhere', '/bug', '/wait']) {
    it(`of ${path} carries the security headers`, async () => {
      const { headers } = await visitor.get(path);
      assert.match(
        headers.get('content-security-policy') ?? '',
        /^default-src 'none'; script-src 'self'; style-src 'self'/,
      );
      assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'; base-uri 'none'/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'same-origin');
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
      assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.match(headers.get('strict-transport-security') ?? '', /max-age=31536000/);
      assert.match(headers.get('permissions-policy') ?? '', /camera=\(\)/);
      for (const banner of ['server', 'x-powered-by', 'access-control-allow-origin'])
        assert.equal(headers.get(banner), null);
    });
  }

  it('carries them also while the server is starting', async () => {
    const listening = await listen('127.0.0.1', 0, { secure: true });
    const { status, headers } = await fetch(`http://127.0.0.1:${listening.port}/web/login`);
    await listening.close(0);
    assert.equal(status, 503);
    const usual = (await visitor.get('/page')).headers;
    for (const name of usual.keys())
      if (name !== 'content-type') assert.equal(headers.get(name), usual.get(name), name);
  });

  it('I-44 sends no referrer while a token is in its address', async () => {
    assert.equal((await visitor.get(`/page?x=1&token=${token}`)).headers.get('referrer-policy'), 'no-referrer');
    assert.equal((await visitor.get(`/page?%74oken=${token}`)).headers.get('referrer-policy'), 'no-referrer');
  });

  it('promises TLS only where there is TLS', async () => {
    const plain = open({ site: siteOf('http://127.0.0.1:8470') });
    const { headers } = await visit(plain.web, 'http://127.0.0.1:8470').get('/page');
    assert.equal(headers.get('strict-transport-security'), null);
  });
});

describe('a request', () => {
  const { web, lines } = open();
  const visitor = visit(web, https);

  it('is refused by 405 with what is allowed, when its method is not', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await visitor.request('/page', { method });
      assert.equal(answer.status, 405, method);
      assert.equal(answer.headers.get('allow'), 'GET, HEAD');
    }
    const posted = await visitor.post('/page', {});
    assert.deepEqual([posted.status, posted.headers.get('allow')], [405, 'GET, HEAD']);
    const got = await visitor.get('/form');
    assert.deepEqual([got.status, got.headers.get('allow')], [405, 'POST']);
  });

  it('is answered by 404 where nothing is, whatever its method', async () => {
    for (const method of ['GET', 'POST', 'PUT'])
      assert.equal((await visitor.request('/nowhere', { method })).status, 404, method);
  });

  it('may be a HEAD, which has no body', async () => {
    const answer = await visitor.request('/page', { method: 'HEAD' });
    assert.deepEqual([answer.status, answer.body], [200, '']);
  });

  it('that posts must come from our own page', async () => {
    assert.equal((await visitor.post('/form', { a: '1' })).status, 200);
    assert.equal((await visitor.post('/form', { a: '1' }, { 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await visitor.post('/form', { a: '1' }, {})).status, 403);
  });

  it('that is too large is refused before it is read, and its connection ends', async () => {
    const answer = await visitor.post(
      '/form',
      { a: 'x'.repeat(70_000) },
      { 'sec-fetch-site': 'same-origin', 'content-length': '70002' },
    );
    assert.deepEqual([answer.status, answer.headers.get('connection')], [413, 'close']);
    const upload = { 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=x' };
    const sized = async (length: number, isSignedIn: boolean) => {
      const browser = visit(open({ isSignedIn: async () => isSignedIn }).web, https);
      return (await browser.post('/form', 'x', { ...upload, 'content-length': String(length) })).status;
    };
    assert.deepEqual([await sized(720 * 1024, true), await sized(720 * 1024 + 1, true)], [400, 413]);
    assert.deepEqual([await sized(64 * 1024, false), await sized(64 * 1024 + 1, false)], [400, 401]);
  });

  it('F-48 waits behind many of its own network and keeps no other network waiting', async () => {
    const crowded = open({ trustedProxies: ['192.0.2.7'] });
    const begun: string[] = [];
    const going = Promise.withResolvers<void>();
    crowded.web.get('/slow', async (c) => {
      begun.push(c.get('caller').address ?? '');
      await going.promise;
      return c.text('done');
    });
    const ask = (address: string) => visit(crowded.web, https).get('/slow', { 'x-forwarded-for': address });
    const crowd = Array.from({ length: 100 }, (_, index) => ask(`203.0.113.${index}`));
    const other = ask('198.51.100.7');
    while (!begun.includes('198.51.100.7')) await new Promise(setImmediate);
    assert.equal(begun.length, 33);
    going.resolve();
    const statuses = (await Promise.all([...crowd, other])).map(({ status }) => status);
    assert.deepEqual(statuses, Array(101).fill(200));
  });

  it('that waits behind others is not begun once whoever sent it has gone', async () => {
    const { web } = open();
    const begun: string[] = [];
    const going = Promise.withResolvers<void>();
    web.get('/slow/:name', async (c) => {
      begun.push(c.req.param('name'));
      await going.promise;
      return c.text('done');
    });
    const ask = (name: string, socket = { remoteAddress: '203.0.113.7', destroyed: false }) =>
      web.request(`${https}/slow/${name}`, {}, { incoming: { socket } });
    const crowd = Array.from({ length: 32 }, () => ask('crowd'));
    while (begun.length < 32) await new Promise(setImmediate);
    const left = { remoteAddress: '203.0.113.7', destroyed: false };
    const waiting = [ask('left', left), ask('stays')];
    left.destroyed = true;
    going.resolve();
    await Promise.all([...crowd, ...waiting]);
    assert.deepEqual(begun.slice(32), ['stays']);
  });

  it('for a page waits behind no forms of its own network, whose passwords take their time', async () => {
    const { web } = open();
    const going = Promise.withResolvers<void>();
    let begun = 0;
    web.post('/slow', async (c) => {
      begun += 1;
      await going.promise;
      return c.text('done');
    });
    const crowd = Array.from({ length: 40 }, () => visit(web, https).post('/slow', {}));
    while (begun < 32) await new Promise(setImmediate);
    assert.equal((await visit(web, https).get('/page')).status, 200);
    assert.equal(begun, 32);
    going.resolve();
    await Promise.all(crowd);
  });

  it('that trickles in takes no turn from its network', async () => {
    const { web: slow } = open();
    const trickling = Array.from({ length: 100 }, () =>
      visit(slow, https).request('/form', {
        method: 'POST',
        headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
        body: new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode('a=')) }),
        duplex: 'half',
      } as RequestInit),
    );
    assert.equal((await visit(slow, https).get('/page')).status, 200);
    void trickling; // they never come to their end
  });

  it('that is refused for now is told when to come again', async () => {
    const answer = await visitor.get('/wait');
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '7']);
  });

  it('that meets a bug gets 500 and no word of it; the log gets all', async () => {
    const answer = await visitor.get('/bug');
    assert.equal(answer.status, 500);
    assert.doesNotMatch(answer.body, /secret|stack|at /);
    const logged = lines.find(({ event }) => event === 'request failed');
    assert.match(String(logged?.fields['error']), /secret detail/);
    assert.ok(logged?.fields['request']);
  });

  it('that is refused leaves in the log what for: what is forged, malformed, too large, limited or not there', async () => {
    lines.length = 0;
    const same = { 'sec-fetch-site': 'same-origin' };
    await visitor.post('/form', { a: '1' }, { 'sec-fetch-site': 'cross-site' });
    await visitor.post('/form', 'a=1&a=2', same);
    await visitor.post('/form', { a: 'x'.repeat(70_000) }, { ...same, 'content-length': '70002' });
    await visitor.get('/wait');
    await visitor.get('/nowhere');
    await visitor.get('/page');
    const refusals = lines.filter(({ event }) => event === 'request').map(({ fields }) => fields['refusal']);
    assert.deepEqual(refusals, ['cross_site', 'malformed', 'too_large', 'limited', 'not_found', undefined]);
  });

  it('leaves one line in the log, without its query and without what was mistyped', async () => {
    lines.length = 0;
    await visitor.get(`/page?token=${token}`);
    await visitor.get(`/web/reset_password%3Ftoken=${token}`);
    assert.deepEqual(
      lines.map(({ fields }) => [fields['method'], fields['path'], fields['status']]),
      [
        ['GET', '/page', 200],
        ['GET', '-', 404],
      ],
    );
    assert.doesNotMatch(JSON.stringify(lines), new RegExp(token));
  });

  it('tells who is calling: address, one short line of agent, an id of its own', async () => {
    const agent = `Mozilla/5.0\t${'x'.repeat(400)}`;
    const caller = JSON.parse(
      (await visitor.get('/caller', { 'user-agent': agent, 'x-forwarded-for': '203.0.113.9' })).body,
    );
    assert.equal(caller.address, '192.0.2.7');
    assert.equal([...caller.agent].length, 200);
    assert.doesNotMatch(caller.agent, /\t/);
    const again = JSON.parse((await visitor.get('/caller')).body);
    assert.match(again.requestId, /^[0-9a-f]{16}$/);
    assert.notEqual(again.requestId, caller.requestId);
  });
});

describe('a cookie', () => {
  const written = async (baseUrl: string, path: string): Promise<string> => {
    const { web } = open({ site: siteOf(baseUrl) });
    const cookies = createCookies(siteOf(baseUrl), systemRandom);
    web.get('/set', (c) => {
      cookies.write(c, { name: 'rekey_x', path }, 'value', 60.9);
      return c.text('');
    });
    return (await visit(web, baseUrl).get('/set')).cookies[0] ?? '';
  };

  it('of the whole site is bound to the host', async () => {
    assert.equal(await written(https, '/'), '__Host-rekey_x=value; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax');
  });

  it('of one page is bound to TLS and that page', async () => {
    assert.match(
      await written(https, '/web/x'),
      /^__Secure-rekey_x=value~[\w-]{43}; Max-Age=60; Path=\/web\/x; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('has a plain name on plain http, where browsers would drop the others', async () => {
    assert.equal(
      await written('http://127.0.0.1:8470', '/'),
      'rekey_x=value; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
    );
  });
});

describe('assets', () => {
  const assets = createAssets([
    { path: 'ui/a.css', content: 'a{}'.repeat(500) },
    { path: 'b/c.js', content: 'export {};' },
  ]);
  const { web } = open();
  assets.addTo(web);
  const visitor = visit(web, https);

  it('may be kept for good under their own address', async () => {
    const answer = await visitor.get(assets.url('ui/a.css'));
    assert.equal(answer.headers.get('content-type'), 'text/css; charset=utf-8');
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(answer.body, 'a{}'.repeat(500));
  });

  it('are there for a page of another release, but not to be kept', async () => {
    const answer = await visitor.get('/assets/0123456789abcdef/b/c.js');
    assert.deepEqual([answer.status, answer.headers.get('cache-control')], [200, 'no-store']);
    assert.equal(answer.headers.get('content-type'), 'text/javascript; charset=utf-8');
  });

  it('are compressed for whoever takes it', async () => {
    const encodings = [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip;q=0.5', 'gzip'],
      ['', null],
      ['identity', null],
    ] as const;
    for (const [accepted, encoding] of encodings) {
      const answer = await visitor.get(assets.url('ui/a.css'), { 'accept-encoding': accepted });
      assert.equal(answer.headers.get('content-encoding'), encoding, accepted);
      assert.equal(answer.headers.get('vary'), 'Accept-Encoding');
    }
  });

  for (const path of [
    '/assets/',
    '/assets/x',
    '/assets/x/',
    '/assets/x/ui',
    '/assets/x/ui/',
    '/assets/x/../../package.json',
    '/assets/x/%2e%2e/%2e%2e/package.json',
    '/assets/x/ui%2fa.css/..',
    '/assets/x/__proto__',
    '/assets/x/ui/a.css.map',
  ]) {
    it(`answers nothing at ${path}`, async () => assert.equal((await visitor.get(path)).status, 404));
  }

  it('change their common address when any of them changes', () => {
    const other = createAssets([
      { path: 'ui/a.css', content: 'a{}'.repeat(500) },
      { path: 'b/c.js', content: 'export { };' },
    ]);
    assert.notEqual(other.url('ui/a.css'), assets.url('ui/a.css'));
  });
});
