import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { minute, second } from '../../src/kernel/index.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Opened, oldPassword, openPages } from './opened.ts';
import { hidden, type Visitor } from './visitor.ts';

onEveryEngine('a button of second factors that is pressed twice', (engine) => {
  let opened: Opened;
  before(async () => {
    opened = await openPages(engine);
    const chief = { login: 'chief', name: 'Chief', email: 'chief@lumen.example', role: 'settings' } as const;
    await opened.confirmed({ ...chief, password: oldPassword });
  });
  after(() => opened.close());

  it('tells on their page how it stands, and not that nothing was changed', async () => {
    const page = '/my/security/two-factor';
    const { login } = await opened.somebody();
    const browser = await opened.signedIn(login);
    const twice = async (path: string, fields: Record<string, string>): Promise<string> => {
      await browser.post(path, fields);
      const { status, location } = await browser.post(path, fields);
      assert.deepEqual([status, location], [303, page]);
      return (await browser.get(page)).text;
    };
    const offered = await browser.post(`${page}/app`, {});
    const [, secret = ''] = /<code[^>]*>([^<]+)<\/code>/.exec(offered.body) ?? [];
    const totp_token = new TOTP({ secret: secret.replaceAll(' ', '') }).generate({ timestamp: opened.clock.now() });
    assert.match(await twice(`${page}/app/confirm`, { totp_token }), /Your app shows the codes.*10 are left/);
    assert.match(await twice(`${page}/remove`, { remove: 'app' }), /The app was removed\./);
  });

  describe('the code of a second factor, sent twice', () => {
    const prove = '/web/login/totp';
    const codeOf = (secret: string): string => new TOTP({ secret }).generate({ timestamp: opened.clock.now() });
    /** Makes browsers that hold what this one does between password and code. */
    const copyOf = (browser: Visitor): (() => Visitor) => {
      const [step = '', bond = ''] = ['__Secure-rekey_factor', '__Host-rekey_bond'].map(browser.cookie);
      return () => {
        const copy = opened.visitor();
        copy.setCookie('__Secure-rekey_factor', step, '/web/login');
        copy.setCookie('__Host-rekey_bond', bond);
        return copy;
      };
    };
    /** Somebody whose password was right, in a browser that is asked for the code now. */
    const askedForCode = async () => {
      const user = await opened.somebody();
      const { secret } = await opened.app.factors.offerTotp(signedIn(user));
      const { codes } = await opened.app.factors.confirmTotp(signedIn(user), codeOf(secret));
      await opened.later(minute);
      const browser = await opened.signedIn(user.login);
      const sessionsOpen = async () => (await opened.app.sessions.of(opened.operator, user.id)).length;
      return {
        user,
        browser,
        codes,
        code: codeOf(secret),
        copy: copyOf(browser),
        sessionsOpen,
      };
    };
    const inside = async (browser: Visitor): Promise<boolean> => (await browser.get('/my')).status === 200;

    it('lets the browser in though both presses are worked on at once, into one session, and counts no wrong code', async () => {
      const { user, browser, code, sessionsOpen } = await askedForCode();
      const presses = [1, 2, 3].map(() => {
        opened.clock.advance(1);
        return browser.post(prove, { totp_token: code });
      });
      for (const { status, location } of await Promise.all(presses)) assert.deepEqual([status, location], [303, '/my']);
      assert.deepEqual([await inside(browser), await sessionsOpen()], [true, 1]);
      const { items } = await opened.app.audit.list(opened.operator, { subjectId: user.id, event: 'factors.proved' });
      assert.deepEqual(
        items.map(({ outcome }) => outcome),
        ['done'],
      );
    });

    it('goes on with the later answer, also with a recovery code: the earlier one, never read, opens nothing', async () => {
      const { browser, codes, copy, sessionsOpen } = await askedForCode();
      const fields = { totp_token: codes[0] ?? '', remember: 'on', redirect: '/my/security' };
      await browser.post(prove, fields);
      const unread = browser.cookie('__Host-rekey_session') ?? '';
      const again = copy();
      opened.clock.advance(1);
      assert.equal((await again.post(prove, fields)).location, '/my/security');
      assert.deepEqual([await inside(again), await sessionsOpen()], [true, 1]);
      const copied = opened.visitor();
      copied.setCookie('__Host-rekey_session', unread);
      assert.equal(await inside(copied), false);
    });

    it('lets the browser in that has read the first answer before', async () => {
      const { browser, code } = await askedForCode();
      await browser.post(prove, { totp_token: code });
      assert.equal((await browser.post(prove, { totp_token: code })).location, '/my');
      assert.equal(await inside(browser), true);
    });

    it('lets nobody else in: neither another step, nor another code, nor anybody seconds later', async () => {
      const { user, browser, codes, code, copy } = await askedForCode();
      await browser.post(prove, { totp_token: code });
      const other = await opened.signedIn(user.login);
      assert.equal((await other.post(prove, { totp_token: code })).status, 422);
      const late = copy();
      assert.equal((await late.post(prove, { totp_token: 'wrong' })).status, 422);
      opened.clock.advance(20 * second);
      assert.equal((await late.post(prove, { totp_token: code })).status, 422);
      assert.deepEqual([await inside(late), await inside(browser), codes.length], [false, true, 10]);
    });

    it('lets nobody in once the session of the first press has ended', async () => {
      const { user, browser, code, copy } = await askedForCode();
      await browser.post(prove, { totp_token: code });
      await opened.app.sessions.endOf(opened.operator, user.id);
      const again = copy();
      assert.equal((await again.post(prove, { totp_token: code })).status, 422);
    });
  });

  describe('"Remove" with a code that the caller read back, pressed twice by staff', () => {
    it('takes the factors away once, and tells the same once more; with another form the code is spent', async () => {
      const user = await opened.somebody();
      const { secret } = await opened.app.factors.offerTotp(signedIn(user));
      const code = new TOTP({ secret }).generate({ timestamp: opened.clock.now() });
      await opened.app.factors.confirmTotp(signedIn(user), code);
      const chief = await opened.signedIn('chief');
      const path = `/settings/users/${user.id}/remove-factors`;
      const form = async () => ({ once: hidden(await chief.get(path), 'once'), identity_check: 'code' });
      const { once } = await form();
      await chief.post(path, { once, mail_code: 'yes' });
      const letter = (await opened.letters(user.email ?? '')).find(
        ({ subject }) => subject === 'Your verification code',
      );
      const identity_code = /\b\d{3} \d{3}\b/.exec(letter?.text ?? '')?.[0] ?? '';
      for (const press of ['first', 'second']) {
        const { status, location } = await chief.post(path, { once, identity_check: 'code', identity_code });
        assert.equal(status, 303, press);
        assert.match((await chief.get(location ?? '')).text, /Mira Sol has no second factor now/);
      }
      const { items } = await opened.app.audit.list(opened.operator, { subjectId: user.id, event: 'factors.removed' });
      assert.equal(items.length, 1);
      const other = await chief.post(path, { ...(await form()), identity_code });
      assert.match(other.text, /This is not the code/);
    });
  });
});
