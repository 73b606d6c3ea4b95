import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { createFlood } from '../../src/api/flood.ts';
import { verifications } from '../../src/audit/audit.ts';
import { hour, minute, Refusal } from '../../src/kernel/index.ts';
import type { Take } from '../../src/throttle/index.ts';
import { signedIn } from '../callers.ts';
import { movedClock } from '../moved-clock.ts';
import { follow, newPassword, type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Answer, Visitor } from '../pages/visitor.ts';

/** What is told nearer to its use case is proved there: letters, codes, sessions, keys, failures in a row. */
describe('the limits that docs/protection.md tells', () => {
  let opened: Opened;
  let linkId: string;
  let holder: Visitor;
  let owner: Visitor;
  let ownerId: string;
  let voucher: { check: string };
  before(async () => {
    opened = await openPages();
    const user = await opened.confirmed({ login: 'mara', email: 'mara@lumen.example', password: oldPassword });
    owner = await opened.signedIn('mara');
    holder = opened.visitor();
    const { body } = await follow(holder, await opened.linkFor(user));
    voucher = { check: /data-check="([^"]+)"/.exec(body)?.[1] ?? '' };
    const link = await opened.app.database.read.selectFrom('links').select('id').executeTakeFirstOrThrow();
    [ownerId, linkId] = [user.id, link.id];
  });
  after(() => opened.close());

  const signIn = () => opened.visitor().post('/web/login', { login: 'nobody', password: 'x' });
  const ask = () => opened.visitor().post('/web/reset_password', { login: 'nobody' });
  const check = (browser: Visitor, link: Record<string, string> = {}) =>
    browser.post('/web/password_check', { password: 'Harbour-violet-29', ...link });
  const source = '192.0.2.7';
  const rows: [what: string, take: () => Take, act: () => Promise<Answer>][] = [
    ['120 sign-ins a minute from one address', () => taken('sign-in per source', 120, minute, source), signIn],
    ['600 sign-ins a minute from one network', () => taken('sign-in per network', 600, minute, '192.0.2'), signIn],
    ['100 asks an hour from one address', () => taken('asks per source and hour', 100, hour, source), ask],
    ['100 asks a minute from one network', () => taken('asks per network', 100, minute, '192.0.2'), ask],
    ['3,000 asks a minute in all', () => taken('asks', 3_000, minute, ''), ask],
    [
      '300 passwords an hour at one link',
      () => taken('judged per link', 300, hour, linkId),
      () => check(holder, voucher),
    ],
    ['300 passwords an hour of one’s own', () => taken('judged per user', 300, hour, ownerId), () => check(owner)],
  ];
  const taken = (name: string, max: number, within: number, of: string): Take => ({ rule: { name, max, within }, of });
  for (const [what, takeOf, act] of rows) {
    it(`hold: ${what}`, async () => {
      const { app, clock } = opened;
      clock.advance(minute);
      const take = takeOf();
      await app.database.write((tx) => app.throttle.takeEach(tx, Array(take.rule.max - 1).fill([take])));
      assert.notEqual((await act()).status, 429);
      const { status, headers } = await act();
      assert.equal(status, 429);
      assert.match(headers.get('retry-after') ?? '', /^[1-9]\d*$/);
      await app.database.write((tx) => app.throttle.clear(tx, [take]));
    });
  }

  it('hold: 10 own recovery codes and passwords and 60 other changes an hour, told on their pages, where nothing was changed', async () => {
    const { app, clock } = opened;
    const user = await opened.confirmed({ login: 'ruth', email: 'ruth@lumen.example', password: oldPassword });
    const browser = await opened.signedIn('ruth');
    const { secret } = await app.factors.offerTotp(signedIn(user));
    await app.factors.confirmTotp(signedIn(user), new TOTP({ secret }).generate({ timestamp: clock.now() }));
    const words = { old_password: oldPassword, new_password: newPassword, confirm_password: newPassword };
    const acts: [rule: string, most: number, path: string, form: Record<string, string>][] = [
      ['recovery codes drawn', 10, '/my/security/two-factor/codes', {}],
      ['own password changes', 10, '/my/password', words],
      ['own edits', 60, '/my', { time_zone: 'Asia/Tokyo' }],
    ];
    for (const [rule, most, path, form] of acts) {
      const take = taken(rule, most, hour, user.id);
      await app.database.write((tx) => app.throttle.takeEach(tx, Array(most).fill([take])));
      const { status, headers, text } = await browser.post(path, form);
      assert.deepEqual([status, headers.get('retry-after')], [429, '3600'], path);
      assert.match(text, /Too many tries in a short time.*Nothing was changed/, path);
      await app.database.write((tx) => app.throttle.clear(tx, [take]));
      assert.notEqual((await browser.post(path, form)).status, 429, path);
    }
  });

  it('hold: guesses at the own password in one session, which keep nobody waiting in another', async () => {
    await opened.confirmed({ login: 'noor', password: oldPassword });
    const [stolen, own] = [await opened.signedIn('noor'), await opened.signedIn('noor')];
    const change = (browser: Visitor, old_password: string) =>
      browser.post('/my/password', { old_password, new_password: newPassword, confirm_password: newPassword });
    const statuses = [];
    for (let guesses = 0; guesses < 14; guesses += 1) statuses.push((await change(stolen, `guess ${guesses}`)).status);
    assert.deepEqual([statuses[0], statuses.at(-1)], [422, 429]);
    assert.equal((await change(stolen, oldPassword)).status, 429);
    assert.equal((await change(own, oldPassword)).status, 303);
  });

  it('hold: 12 verifications of the record an hour, told on its page', async () => {
    const { id } = await opened.confirmed({ login: 'auditor', role: 'access', password: oldPassword });
    const auditor = await opened.signedIn('auditor');
    const most = Array.from({ length: 11 }, () => [{ rule: verifications, of: id }]);
    await opened.app.database.write((tx) => opened.app.throttle.takeEach(tx, most));
    const verify = () => auditor.post('/settings/technical/audit/seal', {});
    assert.equal((await verify()).status, 200);
    const { status, headers, text } = await verify();
    assert.deepEqual([status, headers.get('retry-after')], [429, '3600']);
    assert.match(text, /Too many tries in a short time/);
    assert.match(text, /to be sealed/, 'the page still tells how far it is sealed');
  });

  it('hold: 1,200 calls a minute from one address and 600 of one key, in each process', () => {
    const flood = createFlood(movedClock());
    const isLimited = (error: unknown): boolean => error instanceof Refusal && error.is('limited');
    for (let calls = 0; calls < 1_200; calls++) flood.fromSource('192.0.2.7');
    assert.throws(() => flood.fromSource('192.0.2.7'), isLimited);
    flood.fromSource('192.0.2.8');
    for (let calls = 0; calls < 600; calls++) flood.fromKey('one');
    assert.throws(() => flood.fromKey('one'), isLimited);
    flood.fromKey('another');
  });
});
