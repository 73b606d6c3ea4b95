import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deviceOf, Refusal, silent } from '../../src/kernel/index.ts';
import { pageFiles } from '../../src/pages/files.ts';
import { createPages } from '../../src/pages/index.ts';
import { scannerLikely } from '../../src/pages/scanner-likely.ts';
import { type Opened, openPages, origin } from './opened.ts';
import { visit } from './visitor.ts';

let opened: Opened;
before(async () => {
  opened = await openPages();
});
after(() => opened.close());

describe('what programs ask for by name', () => {
  it('is there', async () => {
    const browser = opened.visitor();
    const change = await browser.get('/.well-known/change-password');
    assert.deepEqual([change.status, change.location], [302, '/my/password']);
    assert.equal((await browser.get('/robots.txt')).body, 'User-agent: *\nDisallow: /\n');
    const health = await browser.get('/healthz');
    assert.deepEqual([health.status, health.body], [200, 'ok']);
    const security = await browser.get('/.well-known/security.txt');
    assert.match(security.headers.get('content-type') ?? '', /^text\/plain/);
    assert.match(
      security.body,
      /^Contact: mailto:help@lumen\.example\nContact: tel:\+15550100\nExpires: \d{4}-\d\d-\d\dT00:00:00\.000Z\nCanonical: https:/,
    );
  });
});

describe('help about passwords', () => {
  it("says what everybody should know, with this installation's rules and contact", async () => {
    const { status, text } = await opened.visitor().get('/help/passwords');
    assert.equal(status, 200);
    for (const words of [
      'password manager',
      'Never share a link',
      'Act quickly',
      'What staff never ask',
      'At least 8 characters',
      'Help desk',
    ]) {
      assert.ok(text.includes(words), words);
    }
  });
});

describe('every page', () => {
  const paths = [
    '/web/login',
    '/web/reset_password',
    '/web/reset_password/sent',
    '/help/passwords',
    '/nowhere',
    '/web/reset_password?token=x',
    '/web/not_me',
  ];
  for (const path of paths) {
    it(`${path} is a whole document with its contact, and no script or style of its own`, async () => {
      const { body, text } = await opened.visitor().get(path);
      assert.match(body, /^<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"/);
      assert.match(body, /<title>[^<]+ · Lumen<\/title>/);
      assert.match(text, /Help desk/);
      assert.doesNotMatch(body, /<style|style="|<script(?! type="module" src="\/assets\/)|\son\w+="/);
      assert.doesNotMatch(body.replaceAll(`href="${origin}/`, ''), /(src|href)="https?:/);
    });
  }

  it('loads only what is there', async () => {
    const browser = opened.visitor();
    const { body } = await browser.get('/web/login');
    for (const [, path = ''] of body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      assert.equal((await browser.get(path)).status, 200, path);
    }
  });

  it('of a bug names the request and nothing of the bug', async () => {
    const database = { ...opened.app.database };
    const settings = { ...opened.app.settings, read: () => Promise.reject(new Error('secret detail')) };
    const web = createPages({ ...opened.app, database, settings, log: silent, baseUrl: origin, trustedProxies: [] });
    const { status, text } = await visit(web, origin).get('/web/login');
    assert.equal(status, 500);
    assert.match(text, /Something went wrong on our side.*contact Help desk.*[0-9a-f]{16}/);
    assert.doesNotMatch(text, /secret/);
  });

  it('tells of a problem in the reader’s words also where nobody can be asked who that is', async () => {
    const users = { ...opened.app.users, companyFor: () => Promise.reject(new Refusal('busy', { retryAfter: 5 })) };
    const web = createPages({ ...opened.app, users, log: silent, baseUrl: origin, trustedProxies: [] });
    const { status, text } = await visit(web, origin).get('/web/login', { 'accept-language': 'de' });
    assert.equal(status, 503);
    assert.match(text, /Im Augenblick ist zu viel los.*nichts ging verloren/);
  });

  it('is answered even when not even the problem can be told on a page', async () => {
    const locale = { ...opened.app.locale, in: () => assert.fail('no words') };
    const web = createPages({ ...opened.app, locale, log: silent, baseUrl: origin, trustedProxies: [] });
    const { status, body, headers } = await visit(web, origin).get('/web/login');
    assert.equal(status, 500);
    assert.match(body, /^500 \([0-9a-f]{16}\)$/);
    assert.ok(headers.get('content-security-policy'));
  });
});

describe('the modules that browsers load', () => {
  const files = new Map(pageFiles().map(({ path, content }) => [path, content]));
  for (const [path, content] of files) {
    if (!path.endsWith('.js')) continue;
    it(`${path} imports only what is served, too`, () => {
      for (const [, specifier = ''] of content.matchAll(/(?:\bfrom|^import) ['"]([^'"]+)['"];$/gm)) {
        const imported = new URL(specifier, `file:///${path}`).pathname.slice(1);
        assert.ok(specifier.startsWith('.') && files.has(imported), specifier);
      }
      assert.doesNotMatch(
        content,
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function/,
      );
    });
  }
});

describe('a scanner of mail', () => {
  const likely = (method: string, headers: Record<string, string>) => scannerLikely(method, (name) => headers[name]);
  const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0' };

  it('is told by its method, its name or what it says it wants', () => {
    assert.equal(likely('GET', firefox), false);
    assert.equal(likely('HEAD', firefox), true);
    assert.equal(likely('GET', {}), true);
    assert.equal(likely('GET', { ...firefox, 'sec-purpose': 'prefetch;prerender' }), true);
    assert.equal(likely('GET', { 'user-agent': 'Mozilla/5.0 (compatible; bingbot/2.0)' }), true);
    assert.equal(likely('GET', { 'user-agent': 'WhatsApp/2.23' }), true);
  });
});

describe('a device', () => {
  const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0';
  const table: [
    agent: string | undefined,
    browser: string | undefined,
    system: string | undefined,
    handheld: boolean,
  ][] = [
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36`, 'Chrome', 'Windows', false],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/130.0`, 'Edge', 'Windows', false],
    [
      `Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36`,
      'Samsung Internet',
      'Android',
      true,
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
      true,
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 FxiOS/125.0 Mobile/15E148 Safari/605.1.15',
      'Firefox',
      'iPhone',
      true,
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
      'Safari',
      'Mac',
      false,
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox', 'Linux', false],
    ['curl/8.5.0', 'curl', undefined, false],
    ['something else', undefined, undefined, false],
    [undefined, undefined, undefined, false],
  ];
  for (const [agent, browser, system, handheld] of table) {
    it(`is named from ${agent?.slice(0, 60)}`, () => assert.deepEqual(deviceOf(agent), { browser, system, handheld }));
  }
});
