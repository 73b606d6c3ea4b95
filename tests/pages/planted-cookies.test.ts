import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { minute } from '../../src/kernel/index.ts';
import { signedIn } from '../callers.ts';
import { changePassword, follow, newPassword, type Opened, oldPassword, openPages } from './opened.ts';

const resetCookie = '__Secure-rekey_reset';
const factorCookie = '__Secure-rekey_factor';

let opened: Opened;
before(async () => {
  opened = await openPages();
});
after(() => opened.close());

describe('a cookie that a page of another host under the same domain has set', () => {
  it('leads nobody from their own link to the page of somebody else’s', async () => {
    const [owner, other] = [await opened.somebody(), await opened.somebody()];
    const elsewhere = opened.visitor();
    await follow(elsewhere, await opened.linkFor(other));
    const browser = opened.visitor();
    browser.plant(resetCookie, elsewhere.cookie(resetCookie) ?? '');
    const page = await follow(browser, await opened.linkFor(owner));
    assert.match(page.text, new RegExp(owner.login));
    await changePassword(browser, page);
    assert.match((await browser.get('/my')).text, new RegExp(owner.login));
    await opened.signedIn(owner.login, newPassword);
  });

  it('leads nobody who has followed no link to the page of one', async () => {
    const elsewhere = opened.visitor();
    await follow(elsewhere, await opened.linkFor(await opened.somebody()));
    const browser = opened.visitor();
    browser.plant(resetCookie, elsewhere.cookie(resetCookie) ?? '');
    assert.match((await browser.get('/web/reset_password')).text, /Reset your password/);
  });

  it('keeps nobody from the page of their link', async () => {
    const browser = opened.visitor();
    browser.plant(resetCookie, 'rubbish');
    const page = await follow(browser, await opened.linkFor(await opened.somebody()));
    assert.match(page.text, /Choose a new password/);
  });

  it('keeps nobody from their second factor', async () => {
    const user = await opened.somebody();
    const codeOf = (secret: string): string => new TOTP({ secret }).generate({ timestamp: opened.clock.now() });
    const { secret } = await opened.app.factors.offerTotp(signedIn(user));
    await opened.app.factors.confirmTotp(signedIn(user), codeOf(secret));
    await opened.later(minute);
    const browser = opened.visitor();
    browser.plant(factorCookie, 'rubbish');
    await browser.post('/web/login', { login: user.login, password: oldPassword });
    assert.equal((await browser.post('/web/login/totp', { totp_token: codeOf(secret) })).location, '/my');
  });
});
