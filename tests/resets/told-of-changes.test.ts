import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type Caller, hour, minute } from '../../src/kernel/index.ts';
import { strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import { type OpenedAccounts, old, openAccounts } from './accounts.ts';

const stranger = strangerAt('192.0.2.1');

onEveryEngine('an account whose letters tell of changes', (engine) => {
  let home: OpenedAccounts;
  before(async () => {
    home = await openAccounts(engine);
  });
  after(() => home.close());

  it('is told once that its address is written another way, with nothing to go back to', async () => {
    const owner = await home.somebody({ role: 'settings' });
    const written = owner.email.toUpperCase();
    await home.edit(owner, written);
    const { items } = await home.app.mail.list(home.operator, { limit: 200 });
    const told = items.filter(({ kind, to }) => kind === 'address_changed' && to.address.toLowerCase() === owner.email);
    assert.deepEqual(
      told.map(({ to }) => to.address),
      [written],
    );
  });

  it('is told of where its owner was reached then, also by a letter that is written again after it was moved', async () => {
    const owner = await home.somebody();
    const at = home.clock.now();
    await home.move(owner, `m-${owner.user.login}@example.net`);
    const signIn = await home.writtenAgain('new_browser', owner, { at });
    assert.equal(signIn.to, owner.email);
    assert.equal((await home.app.resets.showNotMe(signIn.token)).about, 'sign_in');
    const factor = await home.writtenAgain('factors_changed', owner, { at, what: 'factors.totp_added' });
    assert.equal(factor.to, owner.email);
  });

  it('is taken back by the button in the letter about a login that somebody in its session changed', async () => {
    const owner = await home.somebody({ role: 'settings' });
    const { resets, users, sessions } = home.app;
    await home.later(minute);
    await users.edit(owner.thief, owner.user.id, { change: { login: `taken-${owner.user.login}` } });
    await home.later(hour);
    const letter = (await home.letters(owner.email))[0];
    assert.match(letter?.text ?? '', new RegExp(`You now sign in as taken-${owner.user.login}\\.`));
    const button = await home.tokenFrom(owner.email, 'Your sign-in details were changed');
    assert.equal((await resets.showNotMe(button)).about, 'login');
    const { about, done } = await resets.notMe(stranger, button, 'not_me');
    assert.deepEqual([about, done], ['login', ['password', 'sessions', 'letter', 'pause', 'told']]);
    await refuses(
      sessions.signIn(stranger, { login: owner.email, password: old, knownBrowser: undefined }),
      'wrong_credentials',
    );
    assert.equal(await home.linksMailedTo(owner.email), 1);
    const alerts = (await home.app.mail.list(home.operator, { limit: 200 })).items.filter(
      ({ kind }) => kind === 'alert',
    );
    const [alert] = await home.letters(alerts[0]?.to.address ?? '');
    assert.equal(alert?.subject, 'Rekey alert: login change disowned');
    await home.redeem(await home.tokenFrom(owner.email, 'Password reset'));
    await refuses(resets.showNotMe(button), 'link_used');
  });

  it('is silent about a login once it was secured, has no button where staff changed it, and one where nothing was wrong', async () => {
    const [owner, staff] = [await home.somebody({ role: 'settings' }), await home.somebody({ role: 'settings' })];
    const { resets, users } = home.app;
    const rename = (caller: Caller, login: string) => users.edit(caller, owner.user.id, { change: { login } });
    await rename(owner.thief, `mine-${owner.user.login}`);
    const button = await home.tokenFrom(owner.email, 'Your sign-in details were changed');
    assert.deepEqual((await resets.notMe(stranger, button, 'mine')).done, []);
    await home.later(minute);
    const { link = '' } = await resets.send(home.operator, owner.user.id, { printLink: true });
    await home.redeem(link.slice(link.indexOf('=') + 1));
    await refuses(resets.notMe(stranger, button, 'not_me'), 'link_expired');
    await home.later(minute);
    await rename(staff.thief, `theirs-${owner.user.login}`);
    const byStaff = (await home.letters(owner.email))[0]?.text ?? '';
    assert.match(byStaff, /You now sign in as theirs-/);
    assert.doesNotMatch(byStaff, /not_me/);
  });

  it('is told where its letters go now, and that it keeps password and links only where it does', async () => {
    const { users, resets } = home.app;
    const told = async (address: string) =>
      (await home.letters(address)).find(({ subject }) => subject === 'Your sign-in details were changed')?.text ?? '';
    const keeps = /Your password is the same\./;
    const ended = /Links that were sent before have ended\./;

    const back = await home.somebody();
    const away = `away-${back.user.login}@example.net`;
    await home.move(back, away);
    assert.match(await told(back.email), /now go to another email address\./);
    assert.match(await told(back.email), keeps);
    await home.later(minute);
    await resets.notMe(stranger, await home.tokenFrom(back.email, 'Your email address is being changed'), 'not_me');
    assert.match(await told(back.email), /now come to this address\./);
    assert.match(await told(away), /now go to another email address\./);
    assert.doesNotMatch(await told(away), keeps);

    const risen = await home.somebody();
    const given = `given-${risen.user.login}@example.net`;
    await users.edit(home.operator, risen.user.id, { change: { email: given, role: 'helpdesk' } });
    assert.doesNotMatch(await told(given), keeps);
    assert.match(await told(given), ended);

    const without = await home.somebody();
    await users.edit(home.operator, without.user.id, { change: { email: '' } });
    assert.match(await told(without.email), /now go to no address\./);

    const respelt = await home.somebody({ role: 'settings' });
    const written = respelt.email.replace(/^k/, 'K');
    await home.edit(respelt, written);
    assert.match(await told(written), /now come to this address\./);
    assert.doesNotMatch(await told(written), ended);
  });

  it('is told of the link that set its password as it was: mailed, or printed and in no letter', async () => {
    const printed = await home.somebody();
    const { link = '' } = await home.app.resets.send(home.operator, printed.user.id, { printLink: true });
    await home.redeem(link.slice(link.indexOf('=') + 1));
    const [notice] = await home.letters(printed.email);
    assert.equal(notice?.subject, 'Your password was changed');
    assert.match(notice.text, /It was set with a link that was printed to be handed over\. No letter had it\./);

    const both = await home.somebody();
    const { reset, link: first = '' } = await home.app.resets.send(home.operator, both.user.id, { printLink: true });
    await home.app.resets.resend(home.operator, reset.id, {});
    await home.letters(both.email);
    await home.redeem(first.slice(first.indexOf('=') + 1));
    assert.match((await home.letters(both.email))[0]?.text ?? '', /a link that was printed to be handed over\./);

    const mailed = await home.somebody();
    await home.app.resets.send(home.operator, mailed.user.id, {});
    await home.redeem(await home.tokenFrom(mailed.email, 'Password reset'));
    assert.match((await home.letters(mailed.email))[0]?.text ?? '', /with a link from a letter to this address\./);
  });

  it('is told of a changed password in words of ours, whatever a browser calls itself', async () => {
    const owner = await home.somebody();
    const next = { oldPassword: old, newPassword: 'Harbour-violet-29', confirmPassword: 'Harbour-violet-29' };
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';
    const agent = `${firefox} Call +1 555 0199 at once`;
    await home.app.sessions.changePassword({ ...owner.thief, agent }, next);
    const letter = (await home.letters(owner.email)).find(({ subject }) => subject === 'Your password was changed');
    assert.match(letter?.text ?? '', /Network address: 198\.51\.100\.9\. Browser: Firefox on Linux\./);
    assert.doesNotMatch(`${letter?.text}${letter?.html}`, /0199/);
  });
});
