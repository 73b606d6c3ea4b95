import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { day, hour, minute } from '../../src/kernel/index.ts';
import { tokenIn } from '../installation.ts';
import { changePassword, follow, type Opened, openPages } from './opened.ts';
import { hidden } from './visitor.ts';

let opened: Opened;
before(async () => {
  opened = await openPages();
});
after(() => opened.close());

describe('a dead link', () => {
  const expired = async () => {
    const user = await opened.somebody();
    const link = await opened.linkFor(user);
    await opened.later(day + hour);
    return { user, link };
  };

  it('that has expired says how old it is, and sends a new one to the same person, naming nobody', async () => {
    const { user, link } = await expired();
    const browser = opened.visitor();
    const page = await follow(browser, link);
    assert.equal(page.status, 410);
    assert.match(page.text, /This link has expired.*It was made on \d+ \w+ 2026, \d\d:\d\d UTC\./);
    assert.match(page.text, /Contact Help desk/);
    for (const secret of [user.name, user.login, user.email ?? '', link.slice(link.indexOf('=') + 1)])
      assert.ok(!page.body.includes(secret), secret);
    const sent = await browser.post('/web/reset_password/new_link', { voucher: hidden(page, 'voucher') });
    assert.deepEqual([sent.status, sent.location], [303, '/web/reset_password/sent']);
    assert.equal((await opened.letters(user.email ?? '')).length, 1);
  });

  it('that has expired sends one new link for two presses, and says the same to both', async () => {
    const { user, link } = await expired();
    const browser = opened.visitor();
    const voucher = hidden(await follow(browser, link), 'voucher');
    for (let presses = 0; presses < 2; presses++) {
      const sent = await browser.post('/web/reset_password/new_link', { voucher });
      assert.deepEqual([sent.status, sent.location], [303, '/web/reset_password/sent']);
    }
    assert.equal((await opened.letters(user.email ?? '')).length, 1);
    await opened.later(minute);
    await browser.post('/web/reset_password/new_link', { voucher });
    assert.equal((await opened.letters(user.email ?? '')).length, 2);
  });

  it('that has expired leads its person to the address that they have now, and says so', async () => {
    const { user, link } = await expired();
    const email = `moved.${user.login}@lumen.example`;
    await opened.app.users.edit(opened.operator, user.id, { change: { email } });
    const browser = opened.visitor();
    const page = await follow(browser, link);
    assert.match(page.text, /to the address that their letters go to now/);
    assert.ok(!page.body.includes(email));
    const before = (await opened.letters(email)).length;
    await browser.post('/web/reset_password/new_link', { voucher: hidden(page, 'voucher') });
    assert.equal((await opened.letters(email)).length, before + 1);
  });

  it('that has expired says that a newer one was sent, or that the password was changed', async () => {
    const { user, link } = await expired();
    await opened.app.resets.send(opened.operator, user.id, {});
    const [letter] = await opened.letters(user.email ?? '');
    assert.match((await follow(opened.visitor(), link)).text, /A newer one was sent at \d\d:\d\d\./);
    const browser = opened.visitor();
    await changePassword(browser, await follow(browser, `/web/reset_password?token=${tokenIn(letter)}`));
    assert.match((await follow(opened.visitor(), link)).text, /The password was changed at \d\d:\d\d/);
  });

  it('offers no new one where people do not ask for links themselves, but whom to contact', async () => {
    const { link } = await expired();
    const browser = opened.visitor();
    const voucher = hidden(await follow(browser, link), 'voucher');
    const used = await opened.linkFor(await opened.somebody());
    const user = opened.visitor();
    await changePassword(user, await follow(user, used));
    await opened.app.settings.change(opened.operator, 'self_service', false);
    const unknown = opened.visitor().get(`/web/reset_password?token=${'x'.repeat(43)}`);
    for (const page of await Promise.all([follow(opened.visitor(), link), follow(opened.visitor(), used), unknown])) {
      assert.ok(page.status === 410 || page.status === 404);
      assert.doesNotMatch(page.body, /new_link|\?ask=1/);
      assert.match(page.text, /Help desk/);
    }
    assert.equal((await browser.post('/web/reset_password/new_link', { voucher })).status, 403);
    await opened.app.settings.change(opened.operator, 'self_service', true);
  });

  it('does not hold its browser: the next visit finds the form that asks for another', async () => {
    const browser = opened.visitor();
    await follow(browser, (await expired()).link);
    assert.equal(browser.cookie('__Secure-rekey_reset'), undefined);
    assert.match((await browser.get('/web/reset_password')).text, /Reset your password/);
  });

  it('that expires while its form is open says so when the form is sent', async () => {
    const browser = opened.visitor();
    const page = await follow(browser, await opened.linkFor(await opened.somebody()));
    await opened.later(day + minute);
    const answer = await changePassword(browser, page);
    assert.equal(answer.status, 410);
    assert.ok(hidden(answer, 'voucher'));
  });

  it('that was used offers to sign in or to ask again', async () => {
    const link = await opened.linkFor(await opened.somebody());
    const browser = opened.visitor();
    await changePassword(browser, await follow(browser, link));
    const page = await follow(opened.visitor(), link);
    assert.equal(page.status, 410);
    assert.match(page.text, /This link has already been used/);
    assert.match(page.body, /href="\/web\/login"[^>]*>Sign in</);
    assert.match(page.body, /href="\/web\/reset_password\?ask=1"[^>]*>Reset Password</);
    assert.match(page.text, /Help desk/);
  });

  it('that nobody knows gets one third page, whatever it looks like', async () => {
    const bodies = new Set<string>();
    for (const token of ['x'.repeat(43), '', 'short', '%00', `${'y'.repeat(43)}&token=z`, '../../etc/passwd']) {
      const answer = await opened.visitor().get(`/web/reset_password?token=${token}`);
      assert.equal(answer.status, 404, token);
      assert.equal(answer.cookies.length, 0);
      assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
      bodies.add(answer.body);
    }
    assert.equal(bodies.size, 1);
    assert.match([...bodies].join(), /This link does not work/);
  });

  it('in a cookie that was tampered with is no link', async () => {
    const browser = opened.visitor();
    await follow(browser, await opened.linkFor(await opened.somebody()));
    const step = browser.cookie('__Secure-rekey_reset') ?? '';
    for (const other of [`${'x'.repeat(43)}${step.slice(43)}`, `${step}x`, step.replace(/~.*/, ''), 'rubbish']) {
      browser.setCookie('__Secure-rekey_reset', other, '/web/reset_password');
      assert.match((await browser.get('/web/reset_password')).text, /Reset your password/, other);
    }
  });

  it('is not made new by a voucher that is forged or old', async () => {
    const browser = opened.visitor();
    const page = await follow(browser, (await expired()).link);
    assert.equal((await browser.post('/web/reset_password/new_link', { voucher: 'forged' })).status, 404);
    await opened.later(hour + minute);
    assert.equal(
      (await browser.post('/web/reset_password/new_link', { voucher: hidden(page, 'voucher') })).status,
      404,
    );
  });
});
