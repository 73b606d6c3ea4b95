import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { languages } from '../../src/locale/index.ts';
import { type ServerRecord, serverFromUrl } from '../../src/mail/index.ts';
import { editableLetters, fixedLetters } from '../../src/resets/index.ts';
import { operator } from '../callers.ts';
import { sqlite } from '../engines.ts';
import { certificates } from '../mail/certificates.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Visitor } from '../pages/visitor.ts';
import { type ScriptedServer, startSmtpServer } from '../smtp-server.ts';

const at = '/settings/technical/email/outgoing-mail-servers';
const emails = '/settings/technical/email/emails';

let opened: Opened;
let server: ScriptedServer;
let admin: Visitor;
let desk: Visitor;
before(async () => {
  [opened, server] = await Promise.all([openPages(), startSmtpServer({ auth: true })]);
  await opened.confirmed({ login: 'ada', email: 'ada@lumen.example', role: 'settings', password: oldPassword });
  await opened.confirmed({ login: 'hal', role: 'helpdesk', password: oldPassword });
  [admin, desk] = [await opened.signedIn('ada'), await opened.signedIn('hal')];
});
after(async () => {
  await server.close();
  await opened.close();
});

const fields = (changes: Record<string, string> = {}): Record<string, string> => ({
  act: 'save',
  name: 'Relay',
  active: 'on',
  sequence: '20',
  smtp_host: '127.0.0.1',
  smtp_port: String(server.port),
  smtp_encryption: 'none',
  smtp_authentication: 'login',
  smtp_user: 'rekey@lumen.example',
  smtp_pass: 'Very-Secret-1',
  ...changes,
});

async function made(changes: Record<string, string> = {}): Promise<ServerRecord> {
  const { location } = await admin.post(`${at}/new`, fields(changes));
  const id = location?.split('/').at(-1) ?? '';
  return opened.app.mail.servers.read(operator, id);
}

describe('the pages of outgoing mail servers', () => {
  it('make one, show it without its password, and let it be tested', async () => {
    const { id, version } = await made();
    const page = await admin.get(`${at}/${id}`);
    assert.match(page.body, /name="smtp_host"[^>]*value="127\.0\.0\.1"/);
    assert.match(page.body, /One is set, since/);
    assert.doesNotMatch(page.body, /Very-Secret/);
    const { smtp_pass: _, ...untyped } = fields();
    const tested = await admin.post(`${at}/${id}`, { ...untyped, version: String(version), act: 'test' });
    assert.equal(tested.status, 200);
    assert.match(tested.body, /Connection Test Successful!/);
    assert.match(tested.body, /C: RCPT TO:&lt;ada@lumen\.example&gt;/);
    assert.equal(server.received.length, 0);
    const sent = await admin.post(`${at}/${id}/test`, { act: 'send', to: 'me@lumen.example' });
    assert.match(sent.body, /The test mail was sent to me@lumen\.example\./);
    assert.equal(server.received.length, 1);
    const refused = await admin.post(`${at}/${id}/test`, { act: 'send', to: 'me at lumen' });
    assert.equal(refused.status, 422);
    assert.match(refused.body, /<input[^>]*name="to"[^>]*value="me at lumen"/);
  });

  it('show one of the installation with a user and a password, to be tested and not to be changed', async (t) => {
    const given = { ...serverFromUrl(`smtp://rekey:Very-Secret-1@127.0.0.1:${server.port}`), name: 'given' };
    const home = await openPages(sqlite, { mailServers: async () => [given] });
    t.after(home.close);
    await home.confirmed({ login: 'ada', email: 'ada@lumen.example', role: 'settings', password: oldPassword });
    const ada = await home.signedIn('ada');
    const page = await ada.get(`${at}/${given.id}`);
    assert.equal(page.status, 200);
    assert.match(page.text, /comes with the installation.*One is set\./s);
    assert.doesNotMatch(page.body, /Very-Secret/);
    const tested = await ada.post(`${at}/${given.id}/test`, { act: 'test', to: 'ada@lumen.example' });
    assert.match(tested.body, /Connection Test Successful!/);
  });

  it('promise no letters over one that is switched off', async () => {
    const { active: _, ...off } = fields({ name: 'Spare' });
    const { location } = await admin.post(`${at}/new`, { ...off, version: '0' });
    assert.match(
      (await admin.get(location ?? '')).text,
      /Spare was saved\. It is switched off: no letter goes over it\./,
    );
  });

  it('take one from a form that is none of theirs and tells of no switch, and letters go over it', async () => {
    const { act: _act, active: _active, smtp_authentication: _login, ...told } = fields({ name: 'From a program' });
    const { location } = await admin.post(`${at}/new`, told);
    const server = await opened.app.mail.servers.read(operator, location?.split('/').at(-1) ?? '');
    assert.deepEqual([server.name, server.active], ['From a program', true]);
    await opened.app.mail.servers.remove(operator, server.id);
  });

  it('say what is wrong beside the fields, with everything typed but the secrets still there', async () => {
    const answer = await admin.post(`${at}/new`, fields({ smtp_host: '10.9.8.7', smtp_port: 'x' }));
    assert.equal(answer.status, 422);
    assert.match(answer.body, /The port must be a whole number/);
    assert.match(answer.body, /value="10\.9\.8\.7"/);
    assert.doesNotMatch(answer.body, /Very-Secret/);
    const guarded = await admin.post(`${at}/new`, fields({ smtp_host: '10.9.8.7', none_confirmed: 'on' }));
    assert.match(guarded.body, /REKEY_ALLOWED_NETWORKS/);
  });

  it('ask for the password again when the server leads elsewhere, and refuse an edit of what was changed since', async () => {
    const { id, version } = await made();
    const { smtp_pass: _, ...untyped } = fields({ version: String(version), smtp_port: '2525' });
    const asked = await admin.post(`${at}/${id}`, untyped);
    assert.equal(asked.status, 422);
    assert.match(asked.body, /a stored secret is never sent to another place/);
    const saved = await admin.post(`${at}/${id}`, { ...untyped, smtp_pass: 'Very-Secret-1' });
    assert.equal(saved.status, 303);
    const late = await admin.post(`${at}/${id}`, { ...untyped, smtp_pass: 'Very-Secret-1', name: 'Late' });
    assert.equal(late.status, 409);
  });

  it('order, delete, and stop and start all mail, without JavaScript', async () => {
    const { id } = await made({ name: 'Second' });
    const names = async () => (await opened.app.mail.servers.list(operator)).map(({ name }) => name);
    const before = await names();
    const { location } = await admin.post(`${at}/order`, { up: id });
    assert.equal(location, before.at(1) === 'Second' ? `${at}#down-${id}` : `${at}#up-${id}`);
    assert.match((await admin.get(at)).body, new RegExp(`id="up-${id}"`));
    const place = before.indexOf('Second');
    assert.equal((await names()).indexOf('Second'), place - 1);
    assert.match((await admin.get(`${at}/${id}/delete`)).body, /Delete Second\?/);
    assert.equal((await admin.post(`${at}/${id}/delete`, {})).location, at);
    assert.ok(!(await names()).includes('Second'));
    await admin.post(`${at}/mail`, { outgoing_mail: 'stopped' });
    await opened.app.mail.servers.test(operator, {}); // catches up with the database
    for (const page of [at, '/settings', emails]) {
      assert.match((await desk.get(page)).body, /All outgoing mail is stopped/, page);
    }
    assert.doesNotMatch((await opened.visitor().get('/web/login')).body, /outgoing mail/i);
    await admin.post(`${at}/mail`, { outgoing_mail: 'on' });
    await opened.app.mail.servers.test(operator, {});
    assert.doesNotMatch((await desk.get('/settings')).body, /All outgoing mail is stopped/);
  });

  it('ask for the own password first where it was not given lately', async () => {
    const { id, version } = await made({ name: 'Fresh' });
    await opened.later(11 * 60_000);
    const asked = await admin.post(`${at}/${id}`, fields({ version: String(version), name: 'Unfresh' }));
    assert.deepEqual([asked.status, asked.location?.startsWith('/web/confirm_password')], [307, true]);
    assert.equal((await opened.app.mail.servers.read(operator, id)).name, 'Fresh');
    admin = await opened.signedIn('ada');
    desk = await opened.signedIn('hal');
  });

  it('warn a month before a client secret or a certificate runs out, there and where staff begin', async () => {
    const secret = await made({
      name: 'Cloud',
      smtp_encryption: 'starttls',
      smtp_authentication: 'xoauth2',
      oauth_token_url: 'https://login.lumen.example/token',
      oauth_client_id: 'rekey',
      oauth_client_secret: 'Very-Secret-2',
      oauth_expires_on: '2026-12-10',
    });
    const { cert, key } = certificates.expired;
    const shown = await made({
      name: 'Ours',
      smtp_encryption: 'starttls',
      smtp_authentication: 'certificate',
      smtp_ssl_certificate: cert,
      smtp_ssl_private_key: key,
    });
    const list = (await admin.get(at)).body;
    assert.match(list, /Client secret expires on 2026-12-10/);
    assert.match(list, /SSL certificate expired on 2\d{3}-/);
    assert.match((await admin.get(`${at}/${shown.id}`)).body, /SSL certificate expired on/);
    const home = (await desk.get('/settings')).body;
    assert.match(home, /Cloud: Client secret expires on 2026-12-10/);
    assert.match(home, /Ours: SSL certificate expired on/);
    for (const { id } of [secret, shown]) await admin.post(`${at}/${id}/delete`, {});
  });

  it('let the help desk see how servers do, and neither users nor buttons that would be refused', async () => {
    await made();
    const { body } = await desk.get(at);
    assert.doesNotMatch(body, /rekey@lumen\.example|Stop all outgoing mail|>New</);
    assert.equal((await desk.post(`${at}/new`, fields())).status, 403);
  });
});

describe('the page of the queue', () => {
  it('finds the letters to somebody by login, and hands them out as a file without what they say', async () => {
    const [mara, ben] = [
      await opened.adopted({ login: 'mara.found', email: 'mara.found@lumen.example' }),
      await opened.adopted({ login: 'ben.found', email: 'ben.found@lumen.example' }),
    ];
    for (const { id } of [mara, ben]) await opened.app.resets.send(operator, id, {});
    const { body } = await desk.get(`${emails}?search=MARA.found&filter=kind:reset`);
    assert.match(body, /mara\.found@lumen\.example/);
    assert.doesNotMatch(body, /ben\.found/);
    const file = await admin.get(`${emails}/export?search=mara.found`);
    assert.match(file.body, /^\ufeff?To,Date,Letter,State,Why,Tries\r\nmara\.found@lumen\.example,/);
    assert.equal(file.body.trim().split('\r\n').length, 2);
    assert.doesNotMatch(file.body, /token=/);
  });

  it('tells where a letter stands and why, and never what it says', async () => {
    const person = await opened.adopted({ login: 'mara', email: 'mara@lumen.example' });
    await opened.app.settings.change(operator, 'outgoing_mail', 'stopped');
    await opened.app.mail.servers.test(operator, {});
    const { reset } = await opened.app.resets.send(operator, person.id, {});
    const list = await desk.get(`${emails}?filter=state:queued`);
    const path = /href="(\/settings\/technical\/email\/emails\/[^"?]+)"/.exec(list.body)?.[1] ?? '';
    const page = await desk.get(path);
    assert.match(page.body, /mara@lumen\.example/);
    assert.match(page.body, /Nothing was tried yet/);
    assert.ok(page.body.includes(`href="/settings/resets/${reset.id}"`), 'leads to its reset');
    assert.doesNotMatch(page.body, /token=|Cancel this letter/);
    assert.equal((await desk.post(`${path}/cancel`, {})).status, 403);
    assert.equal((await admin.post(`${path}/retry`, {})).status, 303);
    assert.equal((await admin.post(`${path}/cancel`, {})).status, 303);
    assert.match((await desk.get(path)).body, /Somebody took this letter out of the queue/);
    assert.equal((await admin.post(`${path}/cancel`, {})).status, 409);
    const warned = { kind: 'password_changed', to: { name: 'Mara', address: 'mara@lumen.example' } };
    const id = await opened.app.database.write((tx) =>
      opened.app.mail.enqueue(tx, { ...warned, data: { user: person.id }, expiresAt: opened.clock.now() + 60_000 }),
    );
    const warning = await admin.get(`${emails}/${id}`);
    assert.match(warning.body, /Nothing was tried yet/);
    assert.doesNotMatch(warning.body, /Cancel this letter/);
    const refused = await admin.post(`${emails}/${id}/cancel`, {});
    assert.equal(refused.status, 409);
    assert.match(refused.body, /This letter warns somebody/);
    await opened.app.settings.change(operator, 'outgoing_mail', 'on');
    await opened.app.mail.servers.test(operator, {});
  });
});

describe('the page of letters', () => {
  const path = '/settings/letters';
  let which: Record<string, string>;
  const address = (more: Record<string, string> = {}) => new URLSearchParams({ ...which, ...more }).toString();
  before(async () => {
    const [company] = await opened.app.users.companies(opened.app.database.read);
    which = { company: company?.id ?? '', language: 'de', letter: 'reset' };
  });

  it('shows every letter as its reader gets it, in every language, and takes no help desk in', async () => {
    for (const letter of [...editableLetters, ...fixedLetters]) {
      for (const [language, direction] of languages.map((one) => [one, one === 'ar' ? 'rtl' : 'ltr'] as const)) {
        const shown = await admin.get(`${path}/preview?${address({ letter, language })}`);
        assert.equal(shown.status, 200, `${letter} ${language}`);
        assert.ok(shown.body.includes(`<html lang="${language}" dir="${direction}">`), `${letter} ${language}`);
      }
    }
    const fixed = await admin.get(`${path}?${address({ letter: 'alert' })}`);
    assert.ok(!fixed.body.includes('name="introduction"'), 'a warning is in our words');
    assert.equal((await desk.get(path)).status, 403);
  });

  it('keeps own words for a company and a language, shows them before they are kept, and takes them back', async () => {
    const words = { introduction: 'Hallo {login}, hier ist {company}.', closing: 'Fragen? {help}' };
    const before = await admin.post(`${path}/preview`, { ...which, ...words });
    assert.match(before.body, /Hallo ada, hier ist Lumen\./);
    const saved = await admin.post(path, { ...which, ...words, act: 'save' });
    assert.deepEqual([saved.status, saved.location], [303, `${path}?${address()}`]);
    assert.match((await admin.get(`${path}?${address()}`)).text, /These are your own words/);
    assert.match((await admin.get(`${path}/preview?${address()}`)).body, /Hallo ada, hier ist Lumen\./);
    assert.doesNotMatch((await admin.get(`${path}/preview?${address({ language: 'fr' })}`)).body, /Hallo ada/);
    await admin.post(path, { ...which, ...words, act: 'default' });
    assert.doesNotMatch((await admin.get(`${path}/preview?${address()}`)).body, /Hallo ada/);
  });

  it('refuses beside the field what would leak, lead elsewhere or break, with the words still there', async () => {
    for (const introduction of [
      '{login} {token}',
      '{login} https://evil.example',
      '{login} <b>',
      '{login} {',
      'Hallo',
    ]) {
      const refused = await admin.post(path, { ...which, introduction, closing: '', act: 'save' });
      assert.equal(refused.status, 422, introduction);
      assert.match(refused.body, /aria-invalid="true"/, introduction);
      assert.ok(refused.text.includes('The letter cannot say this'), introduction);
      assert.equal((await admin.post(`${path}/preview`, { ...which, introduction, closing: '' })).status, 422);
    }
  });
});

describe('the page of the mail doctor', () => {
  const path = '/settings/technical/email/doctor';

  it('examines only when it is asked, and tells its findings once more as text for IT support, without secrets', async () => {
    const { id } = await made({ name: 'Away', smtp_port: '9' });
    const before = server.connections.total;
    assert.doesNotMatch((await admin.get(path)).body, /id="support"/);
    assert.equal(server.connections.total, before, 'looking alone tries nothing');
    const { body } = await admin.post(path, {});
    const [support = ''] = /<textarea[^>]*id="support"[\s\S]*?<\/textarea>/.exec(body) ?? [];
    assert.match(support, /\[error\] The outgoing mail server Away cannot be used[\s\S]*Nothing listens/);
    assert.doesNotMatch(body, /Very-Secret|rekey@lumen\.example/);
    assert.match(body, /data-copy="support"/);
    assert.equal((await desk.post(path, {})).status, 403);
    await admin.post(`${at}/${id}/delete`, {});
  });

  it('keeps what was typed for the domain of a key and is none, and says so at its field', async () => {
    const refused = await admin.post('/settings/technical/email/dkim', { domain: 'no domain' });
    assert.equal(refused.status, 422);
    const [field = ''] = /<input[^>]*name="domain"[^>]*>/.exec(refused.body) ?? [];
    assert.match(field, /value="no domain"/);
    assert.match(field, /aria-describedby="domain-error/);
  });

  it('reads what a receiver said of a letter, and says so where it said nothing', async () => {
    const head = 'Authentication-Results: mx.google.com; spf=pass smtp.mailfrom=lumen.example; dkim=fail; dmarc=pass';
    const read = await admin.post(`${path}/received`, { head });
    assert.match(read.text, /mx\.google\.com does not fully believe that the letter is yours/);
    assert.match(read.text, /believed The mail server may send.*lumen\.example.*not believed The letter is signed/s);
    assert.match((await admin.post(`${path}/received`, { head: 'Subject: x' })).text, /It has no line/);
  });
});

describe('the list of outgoing mail servers', () => {
  it('is given as a file, in its order and without a password', async () => {
    await made({ name: 'Second', sequence: '31' });
    await made({ name: 'First', sequence: '30', smtp_port: '2525', smtp_encryption: 'starttls' });
    const { body, headers } = await admin.get(`${at}/export`);
    assert.match(headers.get('content-disposition') ?? '', /filename="mail-servers\.csv"/);
    assert.match(body, /Name,Priority,SMTP Server,SMTP Port,Connection Security,Username,FROM Filtering,State\r\n/);
    assert.match(body, /First,30,127\.0\.0\.1,2525,"TLS \(STARTTLS, 587\)",rekey@lumen\.example,,.*\r\nSecond,31,/);
    assert.doesNotMatch(body, /Very-Secret/);
    assert.match((await admin.get(at)).body, /outgoing-mail-servers\/export/);
    assert.doesNotMatch((await desk.get(at)).body, /outgoing-mail-servers\/export/);
  });
});
