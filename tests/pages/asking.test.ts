import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hour, second } from '../../src/kernel/index.ts';
import { type Opened, openPages } from './opened.ts';
import { type Answer, hidden } from './visitor.ts';

let opened: Opened;
before(async () => {
  opened = await openPages();
});
after(() => opened.close());

describe('asking for a reset', () => {
  it('is offered below the sign-in form', async () => {
    const page = await opened.visitor().get('/web/login');
    assert.match(page.body, /<a href="\/web\/reset_password">Reset Password<\/a>/);
  });

  it('takes an email or a login', async () => {
    const page = await opened.visitor().get('/web/reset_password');
    assert.match(page.text, /Email ?or your login/);
    assert.match(page.body, /<button type="submit"[^>]*><span[^>]*>Reset Password</);
  });

  it('I-33 is answered the same for known, unknown and archived people, byte for byte', async () => {
    const known = await opened.somebody();
    const archived = await opened.somebody();
    await opened.app.users.archive(opened.operator, archived.id);
    const answers: Answer[] = [];
    for (const login of [known.login, known.email ?? '', 'nobody', archived.login, '‮\u{1f600}']) {
      answers.push(await opened.visitor().post('/web/reset_password', { login }));
    }
    const [first, ...others] = answers.map(({ status, location, body, headers }) => ({
      status,
      location,
      body,
      headers: [...headers],
    }));
    assert.deepEqual([first?.status, first?.location, first?.body], [303, '/web/reset_password/sent', '']);
    for (const other of others) assert.deepEqual(other, first);
  });

  it('says what happens next and whom to contact', async () => {
    const { text, status } = await opened.visitor().get('/web/reset_password/sent');
    assert.equal(status, 200);
    assert.ok(text.includes('Password reset instructions are on their way, if an account matches.'));
    assert.ok(
      text.includes(
        'They come within a few minutes; look in the spam folder, too. Nothing after ten minutes? Ask again, or contact Help desk (+1 555 0100, help@lumen.example).',
      ),
    );
  });

  it('wants a name, and repeats nothing that was typed', async () => {
    const empty = await opened.visitor().post('/web/reset_password', { login: ' \t ', redirect: '/x' });
    assert.equal(empty.status, 422);
    assert.match(empty.body, /role="alert" tabindex="-1" autofocus/);
    assert.match(empty.text, /Enter your email address or your login\./);
    assert.equal(hidden(empty, 'redirect'), '/x');
    const long = await opened.visitor().post('/web/reset_password', { login: `<b>${'x'.repeat(400)}` });
    assert.equal(long.status, 400);
    assert.doesNotMatch(long.body, /xxx/);
  });

  it('is limited for a source, whoever is named', async () => {
    const other = await openPages();
    const statuses: number[] = [];
    let last: Answer | undefined;
    for (let asks = 0; asks < 21; asks++) {
      last = await other.visitor().post('/web/reset_password', { login: `nobody${asks}` });
      statuses.push(last.status);
    }
    assert.deepEqual(new Set(statuses.slice(0, 20)), new Set([303]));
    assert.equal(last?.status, 429);
    assert.ok(Number(last?.headers.get('retry-after')) > 0);
    assert.match(last?.text ?? '', /Too many tries in a short time/);
    await other.close();
  });
});

describe('an ask that waits for its challenge', () => {
  it('asks anew what was typed once that was more than an hour ago', async () => {
    await opened.app.settings.change(opened.operator, 'challenge', 'always');
    const browser = opened.visitor();
    const waiting = await browser.post('/web/reset_password', { login: 'mira' });
    const form = { asked: hidden(waiting, 'asked'), challenge: hidden(waiting, 'challenge') };
    await opened.later(hour + second);
    const late = await browser.post('/web/reset_password', form);
    await opened.app.settings.change(opened.operator, 'challenge', 'off');
    assert.equal(late.status, 422);
    assert.match(late.text, /Enter your email address or your login\./);
    assert.match(late.body, /<input[^>]*name="login"/);
  });
});

describe('self service that is off', () => {
  it('is not offered, and says whom to ask', async () => {
    await opened.app.settings.change(opened.operator, 'self_service', false);
    const signIn = await opened.visitor().get('/web/login');
    const page = await opened.visitor().get('/web/reset_password');
    const posted = await opened.visitor().post('/web/reset_password', { login: 'mira' });
    await opened.app.settings.change(opened.operator, 'self_service', true);
    assert.doesNotMatch(signIn.body, /reset_password/);
    assert.match(signIn.text, /Passwords are reset by your administrator here\. Forgotten yours\? Contact Help desk/);
    assert.deepEqual([page.status, posted.status], [403, 403]);
    assert.match(page.text, /Help desk/);
  });

  it('is promised on no other page', async () => {
    const { login } = await opened.somebody();
    const browser = await opened.signedIn(login);
    const pages = () => Promise.all(['/help/passwords', '/my/password'].map((path) => browser.get(path)));
    const [help, own] = await pages();
    assert.match(help?.text ?? '', /Asking for another one is always possible/);
    assert.match(own?.body ?? '', /reset_password/);
    await opened.app.settings.change(opened.operator, 'self_service', false);
    const without = await pages();
    await opened.app.settings.change(opened.operator, 'self_service', true);
    for (const { status, body } of without) {
      assert.equal(status, 200);
      assert.doesNotMatch(body, /Asking for another one|reset_password/);
    }
  });
});
