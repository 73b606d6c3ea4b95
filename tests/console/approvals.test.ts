import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hour, minute } from '../../src/kernel/index.ts';
import { type SettingLine, unitFor } from '../../src/settings/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import { hidden, type Visitor } from '../pages/visitor.ts';
import { refuses } from '../refuses.ts';

const servers = '/settings/technical/email/outgoing-mail-servers';
const general = '/settings/general';
const kept = /Kept\. It is done as soon as another administrator approves it\./;

const relay = (name: string, sequence: number) => ({
  name,
  sequence,
  smtp_host: '127.0.0.1',
  smtp_port: 2525,
  smtp_encryption: 'starttls' as const,
});

/** A setting as its form sends it. */
function typed({ key, declaration, value }: SettingLine): Record<string, string> {
  const seen = { [`${key}_seen`]: JSON.stringify(value) };
  if (declaration.kind === 'duration') {
    const { count, unit } = unitFor(Number(value));
    return { ...seen, [key]: String(count), [`${key}_unit`]: unit };
  }
  if (declaration.kind === 'switch') return value ? { ...seen, [key]: 'on' } : seen;
  return { ...seen, [key]: Array.isArray(value) ? value.join('\n') : String(value ?? '') };
}

describe('what needs a second administrator, in the console', () => {
  let opened: Opened;
  let ada: Visitor;
  let sam: Visitor;
  before(async () => {
    opened = await openPages();
    for (const login of ['ada', 'sam']) {
      await opened.confirmed({ login, email: `${login}@lumen.example`, role: 'settings', password: oldPassword });
    }
    await opened.app.settings.change(opened.operator, 'approve_mail_servers', true);
    [ada, sam] = [await opened.signedIn('ada'), await opened.signedIn('sam')];
  });
  after(() => opened.close());

  /** Those that wait, as the page of the other one shows them. */
  const waiting = async () =>
    (await opened.app.approvals.list(opened.operator)).filter((one) => one.state === 'waiting');
  const decide = async (answer: 'approve' | 'refuse') => {
    for (const { id } of await waiting()) await sam.post(`/settings/approvals/${id}`, { answer });
  };

  it('is told as withdrawn, and why, once staff end the sessions of whoever asked', async () => {
    const { users, sessions } = opened.app;
    const asker = await opened.confirmed({ login: 'ended', role: 'settings', password: oldPassword });
    await (await opened.signedIn('ended')).post(`${servers}/new`, {
      ...relay('Mole', 9),
      sequence: '9',
      smtp_port: '2525',
    });
    assert.equal((await waiting()).length, 1);
    await sessions.endOf(opened.operator, asker.id);
    const { text } = await ada.get('/settings/approvals');
    assert.match(
      text,
      /Withdrawn.*Nobody refused it: it was withdrawn, because the session in which it was asked for was ended\./,
    );
    await users.archive(opened.operator, asker.id);
  });

  it('is told as withdrawn, and not as refused, where whoever asked takes it back', async () => {
    await ada.post(`${servers}/new`, { ...relay('Taken back', 9), sequence: '9', smtp_port: '2525' });
    const [own] = await waiting();
    await ada.post(`/settings/approvals/${own?.id}`, { answer: 'refuse' });
    const { text } = await ada.get('/settings/approvals');
    assert.match(text, /Mail server: Taken back ?Withdrawn/);
    assert.match(text, /Decided by ada.*Withdrawn/s, 'and so it is told at once');
  });

  it('is told as not done, and why, where it could not be done any more', async () => {
    const { settings, users, apiKeys, approvals } = opened.app;
    await settings.change(opened.operator, 'approve_administrator_resets', true);
    const asker = await opened.confirmed({ login: 'asker', role: 'settings', password: oldPassword });
    const rise = async (login: string, by = signedIn(asker)) => {
      const user = await opened.adopted({ login, email: `${login}@lumen.example` });
      const waits = users.edit(by, user.id, { change: { role: 'settings' } });
      return { user, id: (await refuses(waits, 'approval_needed')).details.approval };
    };
    const edited = await rise('edited');
    await users.edit(opened.operator, edited.user.id, { change: { name: 'Another Name' } });
    const answer = await sam.post(`/settings/approvals/${edited.id}`, { answer: 'approve' });
    assert.equal(answer.location, '/settings/approvals');
    const { text } = await sam.get('/settings/approvals');
    assert.match(text, /Nothing was changed, and nothing waits any more\. Somebody else has changed this meanwhile\./);
    assert.match(text, /Approved, but could not be done.*Why not: Somebody else has changed this meanwhile\./);
    const scopes = ['users:read', 'users:write', 'settings:write'];
    const wanted = { name: 'Sync', scopes, expiresAt: opened.clock.now() + hour };
    const { key, record } = await apiKeys.create(signedIn(asker), asker.id, wanted);
    const unheld = await rise('unheld', await apiKeys.identify(strangerAt('192.0.2.9'), key));
    await apiKeys.revoke(signedIn(asker), record.id);
    await sam.post(`/settings/approvals/${unheld.id}`, { answer: 'approve' });
    const page = await sam.get('/settings/approvals');
    assert.match(page.text, /nothing waits any more\. Whoever asked for it may not do it any more\./);
    assert.equal((await approvals.find(opened.operator, unheld.id)).reason, 'forbidden');
    await sam.post(`/settings/approvals/${unheld.id}`, { answer: 'approve' });
    assert.match(
      (await sam.get('/settings/approvals')).text,
      /nothing waits any more\. Whoever asked/,
      'and told again',
    );
    const late = await ada.post(`/settings/approvals/${unheld.id}`, { answer: 'approve' });
    assert.equal(late.location, '/settings/approvals');
    assert.match(
      (await ada.get('/settings/approvals')).text,
      /This request does not wait any more: nothing was changed/,
    );
    await settings.change(opened.operator, 'approve_administrator_resets', false);
    await users.archive(opened.operator, asker.id);
  });

  it('is told before it is asked for, and where nobody but whom it is about could approve it', async () => {
    const { settings, users } = opened.app;
    await settings.change(opened.operator, 'approve_administrator_resets', true);
    const [meant] = await users.meantBy(opened.app.database.read, 'sam');
    const page = (path: string) => `/settings/users/${meant?.id}/${path}`;
    const third = await opened.confirmed({ login: 'third', role: 'settings', password: oldPassword });
    assert.match((await ada.get(page('send-reset'))).text, /A second administrator has to approve this first/);
    await users.archive(opened.operator, third.id);
    const asked = await ada.get(page('send-reset'));
    assert.match(asked.text, /Only Person sam could approve this: nobody else is an administrator/);
    const sent = await ada.post(page('send-reset'), { once: hidden(asked, 'once'), identity_check: 'called_back' });
    assert.match((await ada.get(sent.location ?? '')).text, /Kept, but only Person sam could approve it/);
    const removed = await ada.post(page('remove-factors'), { identity_check: 'called_back' });
    assert.match((await ada.get(removed.location ?? '')).text, /Kept, but only Person sam could approve it/);
    for (const { id } of await waiting()) await ada.post(`/settings/approvals/${id}`, { answer: 'refuse' });
    await settings.change(opened.operator, 'approve_administrator_resets', false);
  });

  it('is decided once, and told the same to whoever presses the same button again', async () => {
    const { mail } = opened.app;
    const server = await mail.servers.create(opened.operator, relay('Pressed', 300));
    const press = async (visitor: Visitor, id: string, answer: string) => {
      await visitor.post(`/settings/approvals/${id}`, { answer });
      const { body } = await visitor.get('/settings/approvals');
      return /class="toast[^"]*"[^>]*>[\s\S]*?(Approved|Refused|does not wait any more)/.exec(body)?.[1];
    };
    const pairs = [
      ['refuse', 'Refused', 'approve'],
      ['approve', 'Approved', 'refuse'],
    ] as const;
    for (const [answer, told, other] of pairs) {
      await ada.post(`${servers}/${server.id}/delete`, {});
      const [{ id = '' } = {}] = await waiting();
      assert.deepEqual([await press(sam, id, answer), await press(sam, id, answer)], [told, told]);
      const late = [await press(sam, id, other), await press(ada, id, answer)];
      assert.deepEqual(late, ['does not wait any more', 'does not wait any more']);
    }
  });

  it('is kept where a mail server is moved or deleted', async () => {
    const { mail } = opened.app;
    const first = await mail.servers.create(opened.operator, relay('First', 100));
    const second = await mail.servers.create(opened.operator, relay('Second', 200));
    const now = async () => (await mail.servers.list(opened.operator)).map(({ name }) => name).slice(-2);
    await ada.post(`${servers}/order`, { up: second.id });
    assert.match((await ada.get(servers)).text, kept);
    await ada.post(`${servers}/${first.id}/delete`, {});
    assert.match((await ada.get(servers)).text, kept);
    assert.deepEqual(await now(), ['First', 'Second']);
    assert.equal((await waiting()).length, 2);
    const { text } = await sam.get('/settings/approvals');
    const told = (...names: string[]) => names.map((name) => `${name} (127.0.0.1)`).join(', ');
    assert.ok(text.includes(`Order: ${told('test', 'First', 'Second')} → ${told('test', 'Second', 'First')}`));
    assert.match(text, /SMTP Server: 127\.0\.0\.1 → nothing/);
    assert.match(text, /Connection Security: TLS \(STARTTLS, 587\) → nothing/);
    await decide('approve');
    assert.deepEqual(await now(), ['test', 'Second']);
  });

  it('tells of a new mail server what it is, and no value from before', async () => {
    const mine = signedIn(await opened.app.users.named('ada'));
    await refuses(opened.app.mail.servers.create(mine, relay('Newcomer', 0)), 'approval_needed');
    const { text } = await sam.get('/settings/approvals');
    assert.match(text, /Mail server: Newcomer/);
    assert.match(text, /SMTP Server: 127\.0\.0\.1/);
    assert.match(text, /Priority: 0/);
    assert.doesNotMatch(text.slice(text.indexOf('Newcomer')).split('Runs out')[0] ?? '', /→/);
    await decide('refuse');
  });

  it('is kept whole where several settings are saved together', async () => {
    const { settings, database } = opened.app;
    const now = async () => {
      const { bounce_address, link_life } = await settings.read(database.read);
      return [bounce_address, link_life];
    };
    const form = Object.assign({}, ...(await settings.list(opened.operator)).map(typed));
    const changed = { ...form, bounce_address: 'bounces@lumen.example', link_life: '30', link_life_unit: 'minutes' };
    const before = await now();
    await ada.post(general, changed);
    assert.match((await ada.get(general)).text, kept);
    assert.deepEqual(await now(), before);
    const { text } = await sam.get('/settings/approvals');
    assert.match(text, /Address for bounces: bounces@lumen\.example/);
    assert.match(text, /: (24 hours|1 day) → 30 minutes/);
    await decide('approve');
    assert.deepEqual(await now(), ['bounces@lumen.example', 30 * minute]);
    await ada.post(general, { revert: 'bounce_address' });
    assert.match((await ada.get(general)).text, kept);
    await decide('refuse');
    assert.deepEqual(await now(), ['bounces@lumen.example', 30 * minute]);
  });
});
