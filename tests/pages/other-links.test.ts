import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { day, minute } from '../../src/kernel/index.ts';
import {
  answerNotMe,
  changePassword,
  follow,
  newPassword,
  type Opened,
  oldPassword,
  openPages,
  pathOf,
} from './opened.ts';
import { hidden } from './visitor.ts';

let opened: Opened;
before(async () => {
  opened = await openPages();
  const chief = { login: 'chief', name: 'Chief', email: 'chief@lumen.example', role: 'settings' } as const;
  await opened.confirmed({ ...chief, password: oldPassword });
});
after(() => opened.close());

/** Somebody whose password was changed, and the link of the notice about it. */
const noticed = async () => {
  const { login, email = '' } = await opened.somebody();
  const browser = await opened.signedIn(login);
  await browser.post('/my/password', {
    old_password: oldPassword,
    new_password: newPassword,
    confirm_password: newPassword,
  });
  const [notice] = await opened.letters(email);
  const link = /https:\/\/\S+\/web\/not_me\?token=[\w-]+/.exec(notice?.text ?? '')?.[0] ?? '';
  return { login, email, browser, link: pathOf(link) };
};

describe('"This was not me"', () => {
  it('I-20 asks without a choice made, and refuses none', async () => {
    const { link, login } = await noticed();
    const browser = opened.visitor();
    const page = await follow(browser, link);
    assert.match(page.text, new RegExp(`The password of ${login} at Lumen was changed on`));
    assert.doesNotMatch(page.body, /checked/);
    const none = await answerNotMe(browser, page);
    assert.equal(none.status, 422);
    assert.match(none.text, /Choose one of the two answers\./);
    assert.equal((await browser.post('/web/not_me', { link: hidden(page, 'link'), choice: 'maybe' })).status, 400);
  });

  it('takes no scanner for an answer that follows links and sends forms as they are', async () => {
    const { link, login, email, browser: owner } = await noticed();
    await opened.app.resets.send(opened.operator, (await opened.app.users.named(login)).id, {});
    const letters = await opened.letters(email);
    const ofReset = /https:\/\/\S+\/web\/not_me\?token=[\w-]+/.exec(letters[0]?.text ?? '')?.[0] ?? '';
    const alerts = (await opened.letters('chief@lumen.example')).length;
    for (const one of [link, pathOf(ofReset)]) {
      for (let visits = 0; visits < 3; visits += 1) {
        const scanner = opened.visitor();
        const page = await follow(scanner, one);
        assert.equal((await answerNotMe(scanner, page)).status, 422);
        assert.equal((await answerNotMe(scanner, page)).status, 422);
      }
    }
    assert.equal((await opened.letters(email)).length, letters.length);
    assert.equal((await opened.letters('chief@lumen.example')).length, alerts);
    assert.equal((await owner.get('/my')).status, 200);
    assert.equal((await opened.visitor().post('/web/login', { login, password: newPassword })).status, 303);
    const reset = /https:\/\/\S+\/web\/reset_password\?token=[\w-]+/.exec(letters[0]?.text ?? '')?.[0] ?? '';
    assert.equal((await follow(opened.visitor(), pathOf(reset))).status, 200, 'the reset goes on');
    const person = opened.visitor();
    const asked = await follow(person, link);
    assert.equal((await answerNotMe(person, asked, 'not_me')).status, 303, 'the question is still open');
  });

  it('changes nothing when it was them', async () => {
    const { link, browser: owner } = await noticed();
    const browser = opened.visitor();
    const page = await follow(browser, link);
    assert.equal((await answerNotMe(browser, page, 'mine')).location, '/web/not_me/done');
    assert.match((await browser.get('/web/not_me/done')).text, /Nothing was changed/);
    assert.equal((await owner.get('/my')).status, 200);
  });

  it('locks out whoever it was, and says exactly what was done', async () => {
    const { link, login, email, browser: thief } = await noticed();
    const browser = opened.visitor();
    const page = await follow(browser, link);
    assert.equal((await answerNotMe(browser, page, 'not_me')).status, 303);
    const done = await browser.get('/web/not_me/done');
    for (const what of [
      'password no longer works',
      'Every session',
      'A letter with a link',
      'For 24 hours',
      'administrators were told',
      'Help desk',
    ]) {
      assert.ok(done.text.includes(what), what);
    }
    assert.equal((await thief.get('/my')).status, 303);
    assert.equal((await opened.visitor().post('/web/login', { login, password: newPassword })).status, 401);
    assert.ok((await opened.letters(email)).some((letter) => letter.subject.startsWith('Password reset for')));
    assert.equal((await opened.visitor().get(link)).status, 410, 'the link works once');
  });

  it('is answered for the letter that it was asked about, whichever was opened since', async () => {
    const [one, other] = [await noticed(), await noticed()];
    const browser = opened.visitor();
    const page = await follow(browser, one.link);
    const latest = await follow(browser, other.link);
    const answer = await answerNotMe(browser, page, 'not_me');
    assert.equal(answer.status, 409);
    assert.match(answer.body, /href="\/web\/not_me"[^>]*>Go on with the latest link/);
    assert.equal((await browser.post('/web/not_me', { choice: 'not_me' })).status, 409);
    for (const { browser: owner } of [one, other]) assert.equal((await owner.get('/my')).status, 200);
    assert.equal((await answerNotMe(browser, latest, 'not_me')).status, 303);
    const statuses = [one, other].map(async ({ browser: owner }) => (await owner.get('/my')).status);
    assert.deepEqual(await Promise.all(statuses), [200, 303]);
  });

  it('answers the question that was asked, and no other that the same link asks by now', async () => {
    const { id, login, email = '' } = await opened.somebody();
    await opened.app.resets.send(opened.operator, id, {});
    const text = (await opened.letters(email))[0]?.text ?? '';
    const linkTo = (page: string) =>
      pathOf(new RegExp(`https://\\S+/web/${page}\\?token=[\\w-]+`).exec(text)?.[0] ?? '');
    const [browser, tab] = [opened.visitor(), opened.visitor()];
    const asked = await follow(browser, linkTo('not_me'));
    assert.match(asked.text, /Your password stays as it is\./);
    await changePassword(tab, await follow(tab, linkTo('reset_password')));
    const again = await answerNotMe(browser, asked, 'not_me');
    assert.equal(again.status, 422);
    assert.match(again.text, /The password stops working/);
    assert.equal((await opened.visitor().post('/web/login', { login, password: newPassword })).status, 303);
    assert.equal((await answerNotMe(browser, again, 'not_me')).status, 303);
    assert.equal((await opened.visitor().post('/web/login', { login, password: newPassword })).status, 401);
  });

  it('tells its outcome to nobody else', async () => {
    assert.equal((await opened.visitor().get('/web/not_me/done')).location, '/web/login');
    const forged = opened.visitor();
    forged.setCookie('__Host-rekey_news', Buffer.from('{"kind":"not_me"}').toString('base64url'));
    assert.equal((await forged.get('/web/not_me/done')).location, '/web/login');
  });

  it('knows no other token', async () => {
    assert.equal((await opened.visitor().get('/web/not_me?token=x')).status, 404);
    assert.equal((await opened.visitor().get('/web/not_me')).status, 404);
    assert.equal((await opened.visitor().post('/web/not_me', { choice: 'not_me' })).status, 404);
  });
});

describe('setting up', () => {
  const person = {
    name: 'Ada Nord',
    login: 'ada',
    email: 'ada@nord.example',
    company: 'Nordlys',
    password: newPassword,
    confirm_password: newPassword,
  };

  it('makes the first administrator, says what is wrong until then, and works once', async () => {
    const other = await openPages();
    const logins = async () => (await other.app.users.list(other.operator, {})).items.map(({ login }) => login);
    assert.deepEqual(await logins(), [], 'nobody is there from the start');
    const link = pathOf(await other.app.resets.printSetUpLink(other.operator));
    const browser = other.visitor();
    const page = await follow(browser, link);
    assert.match(page.text, /Set up Rekey.*At least 8 characters/);

    const weak = await browser.post('/web/set_up', { ...person, password: 'nordlys', confirm_password: 'x' });
    assert.equal(weak.status, 422);
    assert.match(weak.text, /no uppercase letter.*not the same/);
    assert.match(weak.body, /name="name"[^>]*value="Ada Nord"/);
    const both = await browser.post('/web/set_up', { ...person, email: 'nowhere', password: 'nordlys' });
    assert.match(both.text, /This is not an email address.*no uppercase letter.*not the same/, 'all at once');
    assert.match(both.body, /name="email"[^>]*aria-invalid="true"/);
    const email = await browser.post('/web/set_up', { ...person, email: 'nowhere' });
    assert.equal(email.status, 422);
    assert.match(email.body, /name="email"[^>]*aria-invalid="true"/);

    const done = await browser.post('/web/set_up', person);
    assert.deepEqual([done.status, done.location], [303, '/settings']);
    assert.match((await browser.get('/my')).text, /Ada Nord.*Nordlys/);
    assert.deepEqual(await logins(), ['ada']);
    assert.equal((await other.visitor().get(link)).status, 410);
    await other.close();
  });

  it('holds for a day, like the form that was opened with it', async () => {
    const other = await openPages();
    const link = pathOf(await other.app.resets.printSetUpLink(other.operator));
    other.clock.advance(day - minute);
    const browser = other.visitor();
    await follow(browser, link);
    other.clock.advance(minute);
    assert.equal((await browser.post('/web/set_up', person)).status, 410);
    assert.equal((await other.visitor().get(link)).status, 410);
    assert.deepEqual((await other.app.users.list(other.operator, {})).items, []);
    await other.close();
  });

  it('makes no company that could not be saved again', async () => {
    const other = await openPages();
    const browser = other.visitor();
    await follow(browser, pathOf(await other.app.resets.printSetUpLink(other.operator)));
    const done = await browser.post('/web/set_up', { ...person, company: ' ', name: `Ada ${'N'.repeat(200)}` });
    assert.equal(done.location, '/settings');
    const [company] = await other.app.users.companies(other.app.database.read);
    assert.equal(company?.name, 'Lumen', 'what it was called before');
    await other.app.users.saveCompany(other.operator, { id: company?.id, form: { help: { phone: '+1 555 0100' } } });
    await other.close();
  });

  it('knows no other token', async () => {
    assert.equal((await opened.visitor().get('/web/set_up?token=x')).status, 404);
    assert.equal((await opened.visitor().post('/web/set_up', person)).status, 404);
  });
});

describe('the check of a password while it is typed', () => {
  const violations = async (answer: { body: string }) =>
    JSON.parse(answer.body).violations as { rule: string; text: string }[];

  it('tells what only the server can, for the link of the page', async () => {
    const user = await opened.confirmed({ login: 'lindqvist', name: 'Anna Lindqvist', password: oldPassword });
    const browser = opened.visitor();
    const page = await follow(browser, await opened.linkFor(user));
    const check = /data-check="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const told = await violations(
      await browser.post('/web/password_check', { password: 'tsivqdniL-and-more-7', check }),
    );
    assert.deepEqual(
      told.map(({ rule }) => rule),
      ['personal'],
    );
    assert.match(told[0]?.text ?? '', /Lindqvist/);
    assert.deepEqual(await violations(await browser.post('/web/password_check', { password: newPassword, check })), []);
  });

  it('tells a person who is signed in about their own', async () => {
    const browser = await opened.signedIn('lindqvist');
    const told = await violations(await browser.post('/web/password_check', { password: 'Password1!' }));
    assert.ok(told.some(({ rule }) => rule === 'common'));
  });

  it('tells the first administrator', async () => {
    const browser = opened.visitor();
    const other = await openPages();
    const page = await follow(other.visitor(), pathOf(await other.app.resets.printSetUpLink(other.operator)));
    const check = /data-check="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const asked = { password: 'Nordlys-2026-x', check, name: 'Ada', login: 'ada', email: '', company: 'Nordlys' };
    const told = await violations(await other.visitor().post('/web/password_check', asked));
    assert.ok(told.some(({ rule }) => rule === 'personal'));
    assert.equal(
      (await browser.post('/web/password_check', asked)).status,
      400,
      'nor does another installation open its voucher',
    );
    await other.close();
  });

  it('is for nobody else, and answers a program in its own words', async () => {
    const headers = { 'sec-fetch-site': 'same-origin', accept: 'application/json' };
    const stranger = await opened.visitor().post('/web/password_check', { password: 'x' }, headers);
    assert.equal(stranger.status, 401);
    assert.deepEqual(JSON.parse(stranger.body), { status: 401, code: 'not_signed_in' });
    assert.equal((await opened.visitor().post('/web/password_check', { password: 'x' }, {})).status, 403);
    assert.equal((await opened.visitor().get('/web/password_check')).status, 405);
  });
});
