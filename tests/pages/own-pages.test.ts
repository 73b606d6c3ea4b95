import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { minute } from '../../src/kernel/index.ts';
import { strangerAt } from '../callers.ts';
import { refuses } from '../refuses.ts';
import { confirmEmail, follow, newPassword, type Opened, oldPassword, openPages, pathOf } from './opened.ts';
import { hidden } from './visitor.ts';

let opened: Opened;
before(async () => {
  opened = await openPages();
});
after(() => opened.close());

let people = 0;
const person = async (): Promise<string> => {
  people += 1;
  const login = `mira${people}`;
  await opened.confirmed({ login, name: 'Mira Sol', email: `${login}@lumen.example`, password: oldPassword });
  return login;
};

describe("a person's profile", () => {
  it('tells what is known, and takes a time zone', async () => {
    const browser = await opened.signedIn(await person());
    const page = await browser.get('/my');
    for (const words of ['Mira Sol', 'Lumen', 'English', 'Latest sign-in', 'Password changed', 'Sign out'])
      assert.ok(page.text.includes(words), words);
    const saved = await browser.post('/my', { time_zone: 'America/Sao_Paulo' });
    assert.deepEqual([saved.status, saved.location], [303, '/my']);
    const after = await browser.get('/my');
    assert.match(after.text, /Your profile was saved\./);
    assert.match(after.body, /<option value="America\/Sao_Paulo" selected="">/);
    assert.equal((await browser.post('/my', { time_zone: 'Moon/Tranquility' })).status, 400);
  });

  it('takes nothing else that is sent with it', async () => {
    const login = await person();
    const browser = await opened.signedIn(login);
    const earlier = await opened.app.users.named(login);
    assert.ok(earlier);
    const more = { role: 'settings', login: 'mira', email: 'x@lumen.example', name: 'X', state: 'archived' };
    await browser.post('/my', { time_zone: 'Asia/Tokyo', ...more });
    assert.deepEqual(await opened.app.users.named(login), {
      ...earlier,
      timeZone: 'Asia/Tokyo',
      version: earlier.version + 1,
    });
  });
});

describe("a person's own password", () => {
  const change = { old_password: oldPassword, new_password: newPassword, confirm_password: newPassword };
  const signIn = async (login: string, password: string) =>
    (await opened.visitor().post('/web/login', { login, password })).status;

  it('is changed with the old one; this browser goes on anew, the others end', async () => {
    const login = await person();
    const [browser, other] = [await opened.signedIn(login), await opened.signedIn(login)];
    const before = browser.cookie('__Host-rekey_session');
    const answer = await browser.post('/my/password', change);
    assert.deepEqual([answer.status, answer.location], [303, '/my/security']);
    assert.notEqual(browser.cookie('__Host-rekey_session'), before);
    assert.match(
      (await browser.get('/my/security')).text,
      /Your password was changed\..*One other session was ended\./,
    );
    assert.equal((await other.get('/my')).status, 303);
  });

  it('may have 256 characters, and counts to the last one and with the blanks around it', async () => {
    const login = await person();
    const long = ` ${'Harbour-violet-29 över '.repeat(12).slice(0, 254)} `;
    const browser = await opened.signedIn(login);
    const answer = await browser.post('/my/password', { ...change, new_password: long, confirm_password: long });
    assert.equal(answer.location, '/my/security');
    assert.deepEqual(await Promise.all([long, long.slice(0, -1), long.trim()].map((one) => signIn(login, one))), [
      ...[303, 401, 401],
    ]);
  });

  it('is refused with the form and what was wrong', async () => {
    const browser = await opened.signedIn(await person());
    const wrong = await browser.post('/my/password', { ...change, old_password: 'Not-mine-1' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /name="old_password"[^>]*aria-invalid="true"/);
    const weak = await browser.post('/my/password', { ...change, new_password: 'weak', confirm_password: 'weak' });
    assert.equal(weak.status, 422);
    assert.match(weak.text, /at least 8 are needed.*no uppercase letter/);
    const different = await browser.post('/my/password', { ...change, confirm_password: 'Other-meadow-2' });
    assert.match(different.text, /not the same/);
    assert.equal(different.status, 422);
  });
});

describe('an authenticator app that a person adds', () => {
  it('is proven by its own codes: no other code is spoken of where one is wrong', async () => {
    const browser = await opened.signedIn(await person());
    const app = '/my/security/two-factor/app';
    await browser.post(app, {});
    const refused = await browser.post(`${app}/confirm`, { totp_token: 'none' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /This code is not right\. Type the one that the app shows now\./);
    assert.doesNotMatch(refused.text, /recovery codes/);
  });
});

describe("a person's own email", () => {
  const linkIn = (text = '') => pathOf(/https:\/\/\S+\/web\/confirm_email\?token=[\w-]+/.exec(text)?.[0] ?? '');

  it('is asked for with the password, and counts once it is confirmed at the new address', async () => {
    const login = await person();
    const browser = await opened.signedIn(login);
    const email = `new.${login}@lumen.example`;
    const asked = await browser.post('/my/email', { email, password: oldPassword });
    assert.deepEqual([asked.status, asked.location], [303, '/my']);
    assert.ok((await browser.get('/my')).text.includes(email), 'the profile says where a letter went');
    const waiting = (await browser.get('/my/email')).text;
    assert.match(waiting, new RegExp(`${login}@lumen\\.example.*new\\.${login}@lumen\\.example waits to be confirmed`));

    const [letter] = await opened.letters(email);
    assert.equal(letter?.subject, 'Confirm your email address');
    const page = await follow(browser, linkIn(letter.text));
    assert.ok(page.text.includes(login) && page.text.includes(email));
    const stored = async () => (await opened.app.users.named(login)).email;
    assert.equal(await stored(), `${login}@lumen.example`, 'looking changes nothing');
    const confirmed = await confirmEmail(browser, page);
    assert.deepEqual([confirmed.status, confirmed.location], [303, '/my']);
    const told = (await browser.get('/my')).text;
    assert.match(told, /Your email address is confirmed/);
    assert.ok(told.includes(`letters about your account go to ${email}`));
    assert.equal(await stored(), email);
    assert.equal((await opened.visitor().get(linkIn(letter.text))).status, 410, 'the link works once');
  });

  it('I-20 is confirmed by no scanner that follows links and sends forms, and by nobody else who has the link', async () => {
    const login = await person();
    const email = `new.${login}@lumen.example`;
    await (await opened.signedIn(login)).post('/my/email', { email, password: oldPassword });
    const link = linkIn((await opened.letters(email))[0]?.text);
    const stored = async () => (await opened.app.users.named(login)).email;

    const scanner = opened.visitor();
    assert.equal((await follow(scanner, link)).location, '/web/login?redirect=%2Fweb%2Fconfirm_email');
    assert.equal((await scanner.post('/web/confirm_email', {})).location, '/web/login?redirect=%2Fweb%2Fconfirm_email');
    const other = await opened.signedIn(await person());
    const page = await follow(other, link);
    assert.deepEqual([page.status, page.body.includes('<form')], [403, false]);
    assert.match(page.text, new RegExp(`follow the link in the letter once more, and sign in as ${login}`));
    assert.equal((await other.post('/web/confirm_email', {})).status, 409);
    assert.equal(await stored(), `${login}@lumen.example`);

    const phone = opened.visitor();
    const { location } = await follow(phone, link);
    const redirect = new URLSearchParams(location?.split('?')[1]).get('redirect') ?? '';
    const inside = await phone.post('/web/login', { login, password: oldPassword, redirect });
    assert.equal(inside.location, '/web/confirm_email');
    const asked = await phone.get('/web/confirm_email');
    assert.match(asked.text, /Confirm this address/);
    assert.equal((await other.post('/web/confirm_email', { link: hidden(asked, 'link') })).status, 403);
    await confirmEmail(phone, asked);
    assert.equal(await stored(), email);
  });

  it('is the one on the page that is confirmed, whichever link was opened since', async () => {
    const login = await person();
    const browser = await opened.signedIn(login);
    const linkTo = async (email: string): Promise<string> => {
      await browser.post('/my/email', { email, password: oldPassword });
      return linkIn((await opened.letters(email))[0]?.text);
    };
    const [one, other] = [`one.${login}@lumen.example`, `other.${login}@lumen.example`];
    const page = await follow(browser, await linkTo(one));
    const latest = await follow(browser, await linkTo(other));
    assert.ok(page.text.includes(one));
    assert.equal((await confirmEmail(browser, page)).status, 409);
    assert.equal((await opened.app.users.named(login)).email, `${login}@lumen.example`);
    assert.equal((await confirmEmail(browser, latest)).status, 303);
    assert.equal((await opened.app.users.named(login)).email, other);
  });

  it('is refused beside the field that is wrong', async () => {
    const browser = await opened.signedIn(await person());
    const malformed = await browser.post('/my/email', { email: 'nowhere', password: oldPassword });
    assert.equal(malformed.status, 422);
    assert.match(malformed.body, /name="email"[^>]*aria-invalid="true"/);
    assert.match(malformed.body, /value="nowhere"/);
    const wrong = await browser.post('/my/email', { email: 'new@lumen.example', password: 'Not-mine-1' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /name="password"[^>]*aria-invalid="true"/);
    assert.equal((await opened.letters('new@lumen.example')).length, 0);
  });

  it('has no page for whoever holds no link', async () => {
    assert.equal((await opened.visitor().get('/web/confirm_email?token=x')).status, 404);
    assert.equal((await opened.visitor().get('/web/confirm_email')).status, 404);
    assert.equal((await opened.visitor().post('/web/confirm_email', {})).status, 404);
  });
});

describe("a person's sessions", () => {
  it('are told with device, address and which is this one', async () => {
    const login = await person();
    await opened.signedIn(login);
    const page = await (await opened.signedIn(login)).get('/my/security');
    assert.equal(page.text.match(/Firefox on Linux/g)?.length, 2);
    assert.equal(page.text.match(/This browser/g)?.length, 1);
    assert.match(page.text, /192\.0\.2\.7/);
  });

  it('end one by one or all but this', async () => {
    const login = await person();
    const [browser, second, third] = [
      await opened.signedIn(login),
      await opened.signedIn(login),
      await opened.signedIn(login),
    ];
    const page = await browser.get('/my/security');
    const [end = ''] = [...page.body.matchAll(/name="end" value="([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '');
    assert.equal((await browser.post('/my/security', { end })).location, '/my/security');
    assert.match((await browser.get('/my/security')).text, /One session was ended\./);
    const left = [second, third].map(async (one) => (await one.get('/my')).status);
    assert.deepEqual((await Promise.all(left)).sort(), [200, 303]);
    await browser.post('/my/security', { end: 'others' });
    assert.match((await browser.get('/my/security')).text, /One session was ended\..*You are signed in nowhere else\./);
    assert.equal((await browser.get('/my')).status, 200);
  });

  it('of somebody else cannot be ended', async () => {
    const [mine, theirs] = [await opened.signedIn(await person()), await opened.signedIn(await person())];
    await opened.signedIn('mira1');
    const page = await theirs.get('/my/security');
    const id = /id="session-([0-9a-f-]{36})"/.exec(page.body)?.[1] ?? '';
    assert.equal((await mine.post('/my/security', { end: id })).status, 404);
    assert.equal((await theirs.get('/my')).status, 200);
  });
});

describe("a person's own API keys", () => {
  const path = '/my/security/api-keys';
  const keyForm = /rekey_[A-Za-z0-9_-]{43}/;
  const wanted = { name: 'Intranet <form>', days: '90', 'keys:write': 'on' };

  it('are made by everybody, who is offered what the role can use, and shown once', async () => {
    const browser = await opened.signedIn(await person());
    const { body } = await browser.get(path);
    assert.match(body, /name="keys:write"/);
    assert.doesNotMatch(body, /name="resets:ask"|name="users:read"|name="settings:write"/);
    const made = await browser.post(path, wanted);
    const key = keyForm.exec(made.text)?.[0] ?? '';
    const { actor } = await opened.app.apiKeys.identify(strangerAt('192.0.2.1'), key);
    assert.deepEqual(actor.kind === 'user' && actor.key?.scopes, ['keys:write']);
    const later = await browser.get(path);
    assert.doesNotMatch(later.text, keyForm);
    assert.match(later.body, /Intranet &lt;form&gt;/);
  });

  it('say what their form lacks, and keep what was chosen', async () => {
    const browser = await opened.signedIn(await person());
    const { status, text, body } = await browser.post(path, { name: 'Nothing', days: '30' });
    assert.equal(status, 422);
    assert.match(text, /Choose at least one/);
    assert.match(body, /role="alert" tabindex="-1" autofocus.+href="#keys:write"/s);
    assert.match(body, /value="Nothing"/);
    assert.match(body, /value="30" selected/);
  });

  it('are revoked by their owner and by nobody of the same role', async () => {
    const [mine, theirs] = [await opened.signedIn(await person()), await opened.signedIn(await person())];
    const key = keyForm.exec((await mine.post(path, wanted)).text)?.[0] ?? '';
    const action = /action="([^"]+\/revoke)"/.exec((await mine.get(path)).body)?.[1] ?? '';
    assert.equal((await theirs.post(action, {})).status, 403);
    const program = await opened.app.apiKeys.identify(strangerAt('192.0.2.1'), key);
    const ownerId = program.actor.kind === 'user' ? program.actor.id : '';
    const child = { name: 'Child', scopes: ['keys:write'], expiresAt: opened.clock.now() + minute };
    await opened.app.apiKeys.create(program, ownerId, child);
    assert.match((await mine.get(path)).text, /Made with the key Intranet/);
    assert.equal((await mine.post(action, {})).location, path);
    assert.match((await mine.get(path)).text, /The key was revoked, and another one that was made with it\./);
    await refuses(opened.app.apiKeys.identify(strangerAt('192.0.2.1'), key), 'key_unknown');
  });
});

describe('what is risky of one’s own', () => {
  /** The others, all but looking, and what asks for the old password itself or only takes access away. */
  const harmless = [
    ...['/my', '/my/email', '/my/password', '/my/security', '/my/security/api-keys'].map((path) => `GET ${path}`),
    ...['/my', '/my/email', '/my/password', '/my/security', '/my/security/api-keys/:id/revoke'].map(
      (path) => `POST ${path}`,
    ),
  ];

  it('needs the password once more when it was given long ago: factors and keys, as does whatever is new', async () => {
    const browser = await opened.signedIn(await person());
    await opened.later(11 * minute);
    const done: string[] = [];
    for (const { method, path } of opened.web.routes) {
      if (method === 'ALL' || !path.startsWith('/my')) continue;
      const place = path.replace(':id', 'x');
      const { status, location } = await (method === 'GET' ? browser.get(place) : browser.post(place, {}));
      // What a page's script asks for goes on with the page; a form that was sent is sent on.
      const isForm = method === 'POST' && !path.endsWith('/options');
      if (location?.startsWith('/web/confirm_password?to=')) assert.equal(status, isForm ? 307 : 303, path);
      else done.push(`${method} ${path}`);
    }
    assert.deepEqual(done.sort(), harmless);
  });
});
