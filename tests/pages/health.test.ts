import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { minute } from '../../src/kernel/index.ts';
import { createPages } from '../../src/pages/index.ts';
import { createCounting, createMetrics, createReadiness } from '../../src/reports/index.ts';
import { tokenIn } from '../installation.ts';
import { dataFolder, startServer } from '../server.ts';
import { changePassword, follow, type Opened, oldPassword, openPages, origin } from './opened.ts';

const token = 'Zm9yLXRoZS1zY3JhcGVyLW9ubHk';
const local = 'http://127.0.0.1:8470';

interface Asker {
  address: string;
  headers: Record<string, string>;
  metricsToken: string | undefined;
  trustedProxies?: string[];
  baseUrl?: string;
}

/** What somebody at an address is answered where this token is set. */
async function askFrom(app: Opened['app'], url: string, asker: Asker): Promise<Response> {
  const { address, headers, metricsToken, trustedProxies = ['127.0.0.1'], baseUrl = origin } = asker;
  const config = { ...app.config, metricsToken, trustedProxies };
  const web = createPages({ ...app, config, baseUrl, trustedProxies });
  return web.request(url, { headers }, { incoming: { socket: { remoteAddress: address } } });
}

describe('/readyz', () => {
  let opened: Opened;
  before(async () => {
    opened = await openPages();
  });
  after(() => opened.close());

  it('tells anybody whether people should be sent here, and nothing else', async () => {
    const { status, headers, body } = await opened.visitor().get('/readyz');
    assert.deepEqual([status, headers.get('cache-control')], [200, 'no-store']);
    assert.equal(body, '{"status":"ready"}');
  });

  it('tells what was found to whoever may read the metrics, with the same status', async () => {
    const checks = { database: 'ok', queue: 'held_up', sealer: 'ok', secret: 'ok', disk: 'failing' } as const;
    const app = {
      ...opened.app,
      readiness: { stop() {}, look: async () => ({ status: 'not_ready', checks }) as const },
    };
    const stranger = { status: 503, body: { status: 'not_ready' } };
    const insider = { status: 503, body: { status: 'not_ready', checks } };
    const bearer = { authorization: `Bearer ${token}` };
    assert.deepEqual(await readyz(app, '192.0.2.7', {}), stranger);
    assert.deepEqual(await readyz(app, '127.0.0.1', {}), insider);
    assert.deepEqual(await readyz(app, '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }), stranger);
    assert.deepEqual(await readyz(app, '192.0.2.7', bearer), stranger, 'a token that nobody set');
    assert.deepEqual(await readyz(app, '127.0.0.1', {}, token), stranger);
    assert.deepEqual(await readyz(app, '192.0.2.7', { authorization: 'Bearer x' }, token), stranger);
    assert.deepEqual(await readyz(app, '192.0.2.7', bearer, token), insider);
  });

  async function readyz(app: Opened['app'], address: string, headers: Record<string, string>, metricsToken?: string) {
    const answer = await askFrom(app, `${local}/readyz`, { address, headers, metricsToken });
    return { status: answer.status, body: await answer.json() };
  }

  it('answers 503 from the moment on when the process is to stop, while pages are still served', async () => {
    opened.app.readiness.stop();
    const { status, body } = await opened.visitor().get('/readyz');
    assert.deepEqual([status, JSON.parse(body).status], [503, 'stopping']);
    assert.equal((await opened.visitor().get('/healthz')).status, 200);
    assert.equal((await opened.visitor().get('/web/login')).status, 200);
  });
});

describe('what watches the server', () => {
  let opened: Opened;
  before(async () => {
    opened = await openPages();
  });
  after(() => opened.close());

  it('waits behind nobody of its network, be it that of all people', async () => {
    const { app } = opened;
    const config = { ...app.config, metricsToken: token };
    const web = createPages({ ...app, config, baseUrl: origin, trustedProxies: [] });
    const going = Promise.withResolvers<void>();
    let begun = 0;
    web.get('/slow', async (c) => {
      begun += 1;
      await going.promise;
      return c.text('done');
    });
    const ask = async (path: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const { status } = await web.request(
        origin + path,
        { headers },
        { incoming: { socket: { remoteAddress: '192.0.2.7' } } },
      );
      return status;
    };
    const crowd = Array.from({ length: 40 }, () => ask('/slow'));
    for (const path of ['/healthz', '/readyz', '/metrics']) assert.equal(await ask(path), 200, path);
    assert.equal(begun, 32);
    going.resolve();
    await Promise.all(crowd);
  });
});

describe('who may read /metrics', () => {
  let opened: Opened;
  before(async () => {
    opened = await openPages();
  });
  after(() => opened.close());

  /** The status that somebody at this address gets, who asks for `host`. */
  async function asked(
    address: string,
    headers: Record<string, string>,
    { host = local, ...where }: { host?: string } & Partial<Asker> = {},
  ): Promise<number> {
    return (await askFrom(opened.app, `${host}/metrics`, { metricsToken: undefined, ...where, address, headers }))
      .status;
  }

  it('without a token: programs on this machine', async () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
      assert.equal(await asked(address, {}), 200, address);
  });

  it('without a token: nobody else, not even through a proxy on this machine', async () => {
    assert.equal(await asked('192.0.2.7', {}), 404);
    assert.equal(await asked('192.0.2.7', { 'x-forwarded-for': '127.0.0.1' }), 404);
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto']) {
      assert.equal(await asked('127.0.0.1', { [name]: '127.0.0.1' }), 404, name);
    }
    for (const name of ['x-forwarded-server', 'x-client-ip', 'cf-connecting-ip', 'x-envoy-external-address'])
      assert.equal(await asked('127.0.0.1', { [name]: '127.0.0.1' }), 404, name);
  });

  it('without a token: nobody through a proxy that does not say that it is one', async () => {
    assert.equal(await asked('127.0.0.1', {}, { host: origin }), 404, 'it passes on the name that was asked for');
    assert.equal(
      await asked('127.0.0.1', {}, { trustedProxies: [] }),
      404,
      'it asks by the name that it reaches us by',
    );
    const here = { trustedProxies: [], baseUrl: 'http://localhost:8470' };
    assert.equal(await asked('127.0.0.1', {}, here), 200, 'nobody else reaches us');
    assert.equal(await asked('192.0.2.7', {}, here), 404);
  });

  it('without a token: no page of another site whose name leads to this machine', async () => {
    for (const host of ['localhost:8470', 'rekey.localhost', '127.0.0.1:8470', '[::1]:8470'])
      assert.equal(await asked('127.0.0.1', {}, { host: `http://${host}` }), 200, host);
    for (const host of ['attacker.example:8470', '127.0.0.1.attacker.example', 'localhost.attacker.example'])
      assert.equal(await asked('127.0.0.1', {}, { host: `http://${host}` }), 404, host);
  });

  it('with a token: whoever bears it, from anywhere, and nobody else', async () => {
    const bearer = (given: string) => ({ authorization: `Bearer ${given}` });
    assert.equal(await asked('192.0.2.7', bearer(token), { metricsToken: token }), 200);
    assert.equal(await asked('127.0.0.1', {}, { metricsToken: token }), 401);
    for (const wrong of ['', token.slice(1), `${token}x`, `${token} x`, token.toLowerCase()]) {
      assert.equal(await asked('127.0.0.1', bearer(wrong), { metricsToken: token }), 401, wrong);
    }
    assert.equal(await asked('127.0.0.1', { authorization: `Basic ${token}` }, { metricsToken: token }), 401);
  });
});

describe('the metrics', () => {
  let opened: Opened;
  before(async () => {
    opened = await openPages();
  });
  after(() => opened.close());

  const metric = async (line: string): Promise<number | undefined> => {
    const lines = (await opened.app.metrics.text()).split('\n');
    const found = lines.find((one) => one.startsWith(`${line} `));
    return found === undefined ? undefined : Number(found.slice(line.length));
  };

  it('count what happened, and name nobody', async () => {
    const { app } = opened;
    await opened.confirmed({ login: 'mara', name: 'Mara Keller', email: 'mara@lumen.example', password: oldPassword });
    const browser = opened.visitor();
    await browser.post('/web/login', { login: 'mara', password: 'Wrong-meadow-71' });
    await browser.post('/web/reset_password', { login: 'mara' });
    await browser.post('/web/reset_password', { login: 'stranger@elsewhere.example' });
    assert.equal(await app.resets.decide(), 2);
    const [letter] = await opened.letters('mara@lumen.example');
    const resetToken = tokenIn(letter);
    const page = await follow(browser, `/web/reset_password?token=${resetToken}`);
    await changePassword(browser, page);
    await browser.get(`/web/nowhere/${resetToken}`);
    await browser.request('/web/login', { method: 'PROPFIND' });

    assert.equal(await metric('rekey_http_requests_total{method="POST",route="/web/login",status="401"}'), 1);
    assert.equal(await metric('rekey_http_requests_total{method="POST",route="/web/reset_password",status="303"}'), 3);
    assert.equal(await metric('rekey_http_requests_total{method="GET",route="-",status="404"}'), 1);
    assert.equal(await metric('rekey_http_request_duration_seconds_count{method="POST",route="/web/login"}'), 1);
    assert.equal(await metric('rekey_refusals_total{code="wrong_credentials"}'), 1);
    assert.equal(await metric('rekey_refusals_total{code="not_found"}'), 1);
    assert.equal(await metric('rekey_reset_decisions_total{reason="send"}'), 1);
    assert.equal(await metric('rekey_reset_decisions_total{reason="unknown"}'), 1);

    const text = await app.metrics.text();
    const session = browser.cookie('__Host-rekey_session') ?? '';
    const told = [
      'mara',
      'keller',
      'lumen',
      'elsewhere',
      '192.0.2.7',
      'propfind',
      resetToken,
      session,
      app.config.secret,
    ];
    for (const one of told) {
      assert.ok(one);
      assert.ok(!text.toLowerCase().includes(one.toLowerCase()), one);
    }
  });

  it('tell how the queue, the line of hashes, the checks and the process stand', async () => {
    const { app, clock } = opened;
    await opened.letters('mara@lumen.example'); // what waits is sent
    while ((await app.audit.seal()) !== 'idle');
    for (const state of ['queued', 'sending']) assert.equal(await metric(`rekey_letters{state="${state}"}`), 0);
    assert.equal(await metric('rekey_letters_oldest_due_seconds'), 0);
    assert.equal(await metric('rekey_mail_server_usable'), 1);
    for (const state of ['running', 'waiting'])
      assert.equal(await metric(`rekey_password_hashes{state="${state}"}`), 0);
    assert.equal(await metric('rekey_password_hashes_refused_total'), 0);
    for (const check of ['database', 'queue', 'sealer', 'disk'])
      assert.equal(await metric(`rekey_check_ok{check="${check}"}`), 1);
    assert.equal(await metric('rekey_audit_oldest_unsealed_seconds'), 0);
    assert.equal(await metric('rekey_log_lines_lost_total'), 0);
    assert.ok(Number(await metric('process_resident_memory_bytes')) > 0);
    assert.ok((await metric('nodejs_eventloop_lag_p99_seconds')) !== undefined);

    // By hand, so that the worker does not send it at once.
    const mail = {
      ...app.mail,
      depth: async () => ({ queued: 3, sending: 1 }),
      dueSince: async () => clock.now() - minute,
    };
    const text = await createMetrics({ ...app, mail, counting: createCounting() }).text();
    assert.match(text, /^rekey_letters\{state="queued"\} 3$/m);
    assert.match(text, /^rekey_letters\{state="sending"\} 1$/m);
    assert.match(text, /^rekey_letters_oldest_due_seconds 60$/m);
    assert.doesNotMatch(text, /^rekey_http_requests_total\{/m, 'another app counts for itself');
  });
});

describe('the metrics of an app whose database is away', () => {
  it('come in time, and leave out what nobody knows', async () => {
    const opened = await openPages();
    const never = new Promise<never>(() => {});
    const mail = { ...opened.app.mail, depth: () => never, dueSince: () => never };
    const database = { ...opened.app.database, write: () => never };
    const readiness = createReadiness({ ...opened.app, mail, database });
    const text = await createMetrics({ ...opened.app, mail, readiness, counting: createCounting() }).text();
    assert.match(text, /^rekey_check_ok\{check="database"\} 0$/m);
    assert.doesNotMatch(text, /^rekey_letters/m);
    await opened.close();
  });
});

describe('a server that is told to stop', () => {
  const data = dataFolder();
  after(() => data.remove());

  it('F-13 is not ready from then on, finishes what is under way, and ends', async () => {
    const server = await startServer(data.path, { flags: ['--evaluation'], env: { REKEY_METRICS_TOKEN: token } });
    assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
    const { hostname, port } = new URL(server.url);
    const body = 'login=nobody';
    const slow = connect(Number(port), hostname);
    await once(slow, 'connect');
    let answer = '';
    slow.setEncoding('utf8').on('data', (text) => (answer += text));
    const head = ['POST /web/reset_password HTTP/1.1', `Host: ${hostname}:${port}`, 'Sec-Fetch-Site: same-origin'];
    head.push('Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`, '', '');
    slow.write(head.join('\r\n'));
    // Asked after it and answered, so the server knows of the slow one by now.
    const scraped = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(scraped.status, 200);

    const stopped = server.stop();
    let report = await (await fetch(`${server.url}/readyz`)).json();
    while (report.status === 'ready') report = await (await fetch(`${server.url}/readyz`)).json();
    assert.equal(report.status, 'stopping');
    slow.write(body);
    await once(slow, 'close');
    assert.match(answer, /^HTTP\/1\.1 303 /);
    assert.equal(await stopped, 0);
    assert.ok(!server.output().includes(token));
  });
});
