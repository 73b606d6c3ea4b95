import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hour } from '../../src/kernel/index.ts';
import { handOver, report } from '../bounce.ts';
import { operator, signedIn, strangerAt } from '../callers.ts';
import { tokenIn } from '../installation.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import { hidden, type Visitor } from '../pages/visitor.ts';
import { refuses } from '../refuses.ts';

describe('the console, where it has to be said how callers were checked', () => {
  let home: Opened;
  before(async () => {
    home = await openPages();
    await home.confirmed({ login: 'desk', role: 'helpdesk', password: oldPassword });
    await home.app.settings.change(operator, 'identity_check_user', true);
  });
  after(() => home.close());

  it('asks before a letter is sent once more, and keeps the answer', async () => {
    const user = await home.adopted({ login: 'mara', email: 'mara@example.com' });
    const { reset } = await home.app.resets.send(operator, user.id, {});
    const desk = await home.signedIn('desk');
    const here = `/settings/resets/${reset.id}`;
    assert.match((await desk.get(here)).body, new RegExp(`<a href="${here}/resend"`));
    const page = await desk.get(`${here}/resend`);
    assert.match(page.text, /mara@example\.com/);
    assert.match(page.body, /name="identity_check"/);
    const once = hidden(page, 'once');
    const empty = await desk.post(`${here}/resend`, { once });
    assert.equal(empty.status, 422);
    assert.match(empty.text, /How did you make sure who is asking\?/);
    assert.equal(
      (await desk.post(`${here}/resend`, { once, identity_check: 'known', note: 'Same voice' })).location,
      here,
    );
    const shown = await desk.get(here);
    assert.match(shown.text, /Same voice/);
  });

  it('F-44 sends one more letter of a reset that has ended, however often the Action is pressed', async () => {
    const user = await home.adopted({ login: 'otto', email: 'otto@example.com', role: 'helpdesk' });
    const { reset } = await home.app.resets.send(operator, user.id, {});
    await home.letters('otto@example.com');
    await home.app.resets.cancel(operator, reset.id);
    await home.confirmed({ login: 'chief', role: 'settings', password: oldPassword });
    const chief = await home.signedIn('chief');
    const here = `/settings/resets/${reset.id}`;
    const once = hidden(await chief.get(here), 'once');
    const pressed = await Promise.all([1, 2, 3].map(() => chief.post(`${here}/resend`, { once })));
    assert.equal(new Set(pressed.map(({ location }) => location)).size, 1);
    assert.equal((await home.app.resets.latest(operator, 5, user.id)).length, 2);
    assert.equal((await home.letters('otto@example.com')).length, 2);
  });

  it('says of a link that was printed that no letter has it, wherever its reset stands', async () => {
    const user = await home.adopted({ login: 'rosa', email: 'rosa@example.com' });
    const { reset } = await home.app.resets.send(operator, user.id, { printLink: true });
    const desk = await home.signedIn('desk');
    for (const page of [`/settings/resets/${reset.id}`, '/settings/resets?search=rosa']) {
      const { text } = await desk.get(page);
      assert.match(text, /A link is printed, for whoever hands it over\. No letter has it\./);
      assert.doesNotMatch(text, /A letter is sent/);
    }
    const { text } = await desk.get(`/settings/resets/${reset.id}`);
    assert.match(text, /Asked ?Decided ?Opened ?Password changed/);
  });

  it('takes the form of a program, which names nothing but what was checked', async () => {
    const user = await home.adopted({ login: 'pia', email: 'pia@example.com' });
    const desk = await home.signedIn('desk');
    const path = `/settings/users/${user.id}/send-reset`;
    assert.equal((await desk.post(path, {})).status, 422);
    const { status, location } = await desk.post(path, { identity_check: 'ticket', note: 'Ticket 12' });
    assert.deepEqual([status, location], [303, `/settings/users/${user.id}`]);
    const sent = await home.app.resets.latest(operator, 2, user.id);
    assert.equal(sent.length, 1);
    const reset = await home.app.resets.describe(operator, sent[0]?.id ?? '');
    assert.deepEqual([reset?.identity_check, reset?.note], ['ticket', 'Ticket 12']);
  });

  it('asks before somebody is invited again', async () => {
    const user = await home.adopted({ login: 'nina', email: 'nina@example.com', state: 'invited' });
    const desk = await home.signedIn('desk');
    const path = `/settings/users/${user.id}/invite`;
    const page = await desk.get(path);
    assert.match(page.body, /name="identity_check"/);
    const once = hidden(page, 'once');
    assert.equal((await desk.post(path, { once })).status, 422);
    assert.equal(
      (await desk.post(path, { once, identity_check: 'called_back' })).location,
      `/settings/users/${user.id}`,
    );
    assert.equal((await home.app.resets.latest(operator, 1, user.id))[0]?.purpose, 'invitation');
  });
});

describe('what became of letters, in the console', () => {
  let home: Opened;
  let desk: Visitor;
  before(async () => {
    home = await openPages();
    await home.confirmed({ login: 'desk', role: 'helpdesk', password: oldPassword });
    desk = await home.signedIn('desk');
  });
  after(() => home.close());

  const why = async (typed: string) =>
    (await desk.get(`/settings/resets/why?address=${encodeURIComponent(typed)}`)).text;
  const countOf = (text: string, words: string) => text.split(words).length - 1;

  it('tells once that a letter came back, and not as a try that no mail server made', async () => {
    const { app } = home;
    await app.settings.change(operator, 'bounce_address', 'bounces@lumen.example');
    await app.mail.servers.test(operator, {}); // learns the setting now, not within a second
    const receiver = await app.mail.receiveBounces([app.resets.composer], { host: '127.0.0.1', port: 0 });
    const { id } = await home.adopted({ login: 'olga', email: 'olga@gone.example' });
    const { reset } = await app.resets.send(operator, id, {});
    const [letter] = await home.letters('olga@gone.example');
    await handOver(receiver.port, letter?.returnPath ?? '', report('failed', '5.1.1'));
    await receiver.close();
    const { text } = await desk.get(`/settings/resets/${reset.id}`);
    assert.equal(countOf(text, 'came back'), 2, 'once as what happened, once in its words');
    assert.match(text, /The mail server took the letter.*The letter came back.*It said: 550 5\.1\.1 User unknown/);
    assert.doesNotMatch(text, /refused for good|It was sent|Mail server: It/);
    assert.match(text, /Asked ?Not delivered/);
    assert.match((await desk.get('/settings/resets?search=olga')).text, /Not delivered/);
    assert.match((await desk.get('/settings')).text, /the letter could not be delivered; is the email right\?/);
    assert.match(await why('olga'), /on the command line: It came back\./);
  });

  it('offers to send instructions to whoever can be reached', async () => {
    const mara = await home.adopted({ login: 'mara', email: 'mara@example.com' });
    const gone = await home.adopted({ login: 'gone', email: 'gone@example.com', state: 'archived' });
    const page = await desk.get('/settings/resets/why?address=mara');
    assert.match(page.body, new RegExp(`href="/settings/users/${mara.id}/send-reset">Send instructions to`));
    const other = await desk.get('/settings/resets/why?address=gone');
    assert.doesNotMatch(other.body, new RegExp(`${gone.id}/send-reset`));
  });

  it('says once that an email is shared', async () => {
    for (const login of ['team-a', 'team-b', 'team-c']) await home.adopted({ login, email: 'team@example.com' });
    assert.equal(countOf(await why('team@example.com'), 'each letter names its login'), 1);
    assert.match(
      await why('team-a'),
      /2 other users have the same email as Person team-a: each letter names its login/,
    );
  });

  it('tells whom no letter can reach, in a command that a shell takes as it is meant, whatever the login', async () => {
    const [plain, odd] = [await home.adopted({ login: 'ivo.k' }), await home.adopted({ login: '$(touch here)' })];
    const command = async (login: string) => /rekey users send-reset .*? --print-link/.exec(await why(login))?.[0];
    assert.equal(await command(plain.login), 'rekey users send-reset ivo.k --print-link');
    assert.equal(await command(odd.login), `rekey users send-reset ${odd.id} --print-link`);
  });

  it('tells that a letter waits for a second administrator, and where that is decided', async () => {
    await home.app.settings.change(operator, 'approve_administrator_resets', true);
    const chief = await home.confirmed({ login: 'chief', role: 'settings', password: oldPassword });
    await home.confirmed({ login: 'second', role: 'settings', password: oldPassword });
    const boss = await home.adopted({ login: 'boss', name: 'Boss', email: 'boss@example.com', role: 'access' });
    await refuses(home.app.resets.send(signedIn(chief), boss.id, {}), 'approval_needed');
    const text = await why('boss');
    assert.match(text, /A letter to Boss was asked for and waits: .* under Settings, Approvals, until/);
    assert.match(text, /Waits for approval since/);
    await home.app.settings.revert(operator, 'approve_administrator_resets');
  });

  it('tells that nobody else could approve a letter to the only other administrator, and what needs no approval', async () => {
    const { settings, resets, users } = home.app;
    await settings.change(operator, 'approve_administrator_resets', true);
    const asker = await home.confirmed({ login: 'asker', role: 'settings', password: oldPassword });
    const other = { login: 'other', email: 'other@example.com', password: oldPassword } as const;
    const { id } = await home.confirmed({ ...other, role: 'settings' });
    await refuses(resets.send(signedIn(asker), id, {}), 'approval_needed');
    await home.confirmed({ login: 'third', role: 'settings', password: oldPassword });
    assert.match(await why('other'), /it goes when a second administrator approves it/);
    const { items } = await users.list(operator, { filters: ['role:settings'] });
    for (const one of items) if (![asker.id, id].includes(one.id)) await users.archive(operator, one.id);
    const text = await why('other');
    assert.match(text, /only Person other could approve it/);
    assert.match(text, /rekey users send-reset other --print-link/);
    await settings.revert(operator, 'approve_administrator_resets');
  });

  it('tells nobody to look for a letter whose link is of no use any more, but what became of the link', async () => {
    const { resets } = home.app;
    const sent = async (login: string) => {
      const user = await home.confirmed({ login, email: `${login}@example.com`, password: oldPassword });
      const { reset } = await resets.send(operator, user.id, {});
      const [letter] = await home.letters(`${login}@example.com`);
      return { user, reset, token: tokenIn(letter) };
    };
    const used = await sent('used');
    assert.match(await why('used'), /look in the spam folder/);
    await resets.redeem(strangerAt('192.0.2.7'), { token: used.token, password: 'Harbour-violet-29' });
    const cancelled = await sent('cancelled');
    await resets.cancel(operator, cancelled.reset.id);
    await sent('expired');
    await home.later(25 * hour);
    desk = await home.signedIn('desk');
    const texts = await Promise.all(['used', 'cancelled', 'expired'].map(why));
    for (const text of texts) assert.doesNotMatch(text, /spam folder/);
    assert.match(texts[0] ?? '', /A password was set with the link in the last letter to Person used/);
    assert.match(texts[1] ?? '', /does not work any more; its timeline tells why/);
    assert.match(texts[2] ?? '', /has expired/);
  });

  it('says what takes another role than that of its reader', async () => {
    await home.adopted({ login: 'away', email: 'away@example.com', state: 'archived' });
    await home.adopted({ login: 'greater', email: 'greater@example.com', role: 'access' });
    await home.adopted({ login: 'lesser', email: 'lesser@example.com' });
    assert.match(await why('away'), /Unarchive the user first.*Your role does not allow that.*the role Access Rights/);
    assert.match(await why('greater'), /Your role does not allow that for Person greater: it takes the role Settings/);
    assert.doesNotMatch(await why('lesser'), /Your role does not allow/);
  });

  it('tells of whoever cannot sign in because of guesses, where others are told of their letters', async () => {
    const user = await home.confirmed({ login: 'guessed', email: 'guessed@example.com', password: oldPassword });
    for (let tries = 0; tries < 100; tries++) {
      const guess = { login: user.login, password: 'guess', knownBrowser: undefined };
      await refuses(home.app.sessions.signIn(strangerAt(`10.${tries}.7.1`), guess), 'wrong_credentials');
    }
    const text = await why('guessed');
    assert.match(text, /none is tried in a browser that the account does not know/);
    assert.match(text, /which takes the role Access Rights/);
    assert.match(
      (await desk.get('/settings/resets/limits')).text,
      /Of whom too many sign-ins failed, “Why no mail\?” tells/,
    );
  });

  it('tells that all mail is stopped where that is why, and what lets it go on', async () => {
    await home.adopted({ login: 'ann', email: 'ann@example.com' });
    await home.app.settings.change(operator, 'outgoing_mail', 'stopped');
    await home.app.mail.catchUp();
    await home.app.resets.ask(strangerAt('192.0.2.7'), { login: 'ann' });
    await home.app.resets.decide();
    const text = await why('ann');
    assert.match(text, /Let outgoing mail go on, under Outgoing Mail Servers/);
    assert.doesNotMatch(text, /Set up or mend/);
    assert.match(text, /on the sign-in page: It waits to be sent\./);
    await home.app.settings.revert(operator, 'outgoing_mail');
    await home.app.mail.catchUp();
  });
});
