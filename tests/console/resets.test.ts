import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { handOver, report } from '../bounce.ts';
import { operator, signedIn, strangerAt } from '../callers.ts';
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
