import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { createApi } from '../../src/api/index.ts';
import { Refusal } from '../../src/kernel/index.ts';
import { classify } from '../../src/mail/bounces/classify.ts';
import { messageOf } from '../../src/mail/bounces/return-path.ts';
import { serverFromUrl } from '../../src/mail/index.ts';
import { anySecrets } from '../any-secrets.ts';
import { type Opened, openPages, origin } from '../pages/opened.ts';
import { type Visitor, visit } from '../pages/visitor.ts';

/** What a header can carry at all. */
const inHeader = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });

describe('the web, whatever is sent', () => {
  let opened: Opened;
  let program: Visitor;
  before(async () => {
    opened = await openPages();
    const { app } = opened;
    program = visit(createApi({ ...app, baseUrl: app.baseUrl(), trustedProxies: ['192.0.2.7'], version: '1' }), origin);
  });
  after(() => opened.close());

  it('takes any header, and repeats none of it', async () => {
    const names = ['cookie', 'authorization', 'accept-language', 'x-forwarded-for', 'accept', 'range', 'user-agent'];
    const marked = inHeader.map((text) => `Zq7mark${text}`);
    const path = fc.constantFrom('/web/login', '/my', '/settings', '/web/reset_password', '/nowhere');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), marked, path, async (name, value, at) => {
        for (const answer of [
          await opened.visitor().get(at, { [name]: value }),
          await program.get('/api/v1/users', { [name]: value }),
        ]) {
          assert.ok(answer.status < 500, `${name} ${answer.status}`);
          assert.ok(!answer.body.includes('Zq7mark'), name);
          for (const [header, told] of answer.headers) assert.ok(!told.includes('Zq7mark'), header);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('knows no token but those that it made, and puts none on a page or into another address', async () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.base64String()).map((one) => `Zq7mark${one}`);
    const path = fc.constantFrom('/web/reset_password', '/web/not_me', '/web/confirm_email', '/web/set_up');
    await fc.assert(
      fc.asyncProperty(text, path, async (token, at) => {
        const query = new URLSearchParams({ token });
        const { status, body, headers, location } = await opened.visitor().get(`${at}?${query}`);
        assert.ok([400, 404].includes(status), String(status));
        assert.equal(headers.get('referrer-policy'), 'no-referrer');
        assert.ok(!body.includes('Zq7mark') && !(location ?? '').includes('Zq7mark'));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a parser, whatever it reads', () => {
  it('takes bytes for a bounce or for none, and fails on nothing', async () => {
    const pieces = fc.constantFrom(
      ...['Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n', '\r\n', '--b\r\n', '--b--'],
      ...['Content-Type: message/delivery-status\r\n\r\n', 'Action: failed\r\n', 'Status: 5.1.1\r\n', 'Status: 9.9'],
      ...[
        'Final-Recipient: rfc822; a@b\r\n',
        'Diagnostic-Code: smtp; 550\r\n',
        '550 5.1.1 <x@y>',
        '=?utf-8?q?=zz?=',
        '\0',
      ],
    );
    const raw = fc.oneof(
      fc.uint8Array(),
      fc.array(pieces, { maxLength: 14 }).map((all) => Buffer.from(all.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(raw, async (bytes) => {
        const bounce = await classify(bytes, 'ann@example.com');
        if (bounce) assert.doesNotMatch(JSON.stringify(bounce), /\\u0000|\\r|\\n/);
      }),
    );
  });

  it('takes no return path for one of ours', () => {
    const address = fc.oneof(
      fc.string(),
      fc.emailAddress(),
      fc
        .tuple(fc.uuid(), fc.base64String())
        .map(([id, mark]) => `bounces+${id.replaceAll('-', '')}${mark}@lumen.example`),
    );
    fc.assert(fc.property(address, (one) => assert.equal(messageOf(anySecrets, one), undefined)));
  });

  it('takes an address of a mail server or says why not, without its password', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('smtp://', 'smtps://', '@', ':', '/', '[::1]', '%zz', 'host', '\n'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const url = parts.join('');
        const secret = 'Zq7mark';
        for (const text of [url, `smtp://user:${secret}@${url}`]) {
          try {
            const { host, port } = serverFromUrl(text);
            assert.ok(host !== '' && port > 0 && port < 65_536);
          } catch (error) {
            assert.ok(error instanceof Refusal && error.is('configuration'), String(error));
            assert.ok(!JSON.stringify(error.details).includes(secret));
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
