import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { day, hour, minute } from '../../src/kernel/index.ts';
import { tokenIn } from '../installation.ts';
import { follow, newPassword, type Opened, oldPassword, openPages, pathOf } from './opened.ts';
import { type Answer, hidden, type Visitor } from './visitor.ts';

let opened: Opened;
before(async () => {
  opened = await openPages();
});
after(() => opened.close());

let people = 0;
const person = () => {
  people += 1;
  const login = `mira${people}`;
  return opened.confirmed({ login, name: 'Mira Sol', email: `${login}@lumen.example`, password: oldPassword });
};

/** Once nothing is under way any more: to a letter that is just being sent a day must not pass. */
const later = async (ms: number): Promise<void> => {
  await opened.letters('');
  opened.clock.advance(ms);
};

const change = (browser: Visitor, page: Answer, password = newPassword, confirm = password): Promise<Answer> =>
  browser.post('/web/reset_password', { link: hidden(page, 'link'), password, confirm_password: confirm });

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
    const known = await person();
    const archived = await person();
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

describe('the link of a letter', () => {
  it('leaves the address at once, for a cookie of the page', async () => {
    const link = await opened.linkFor(await person());
    const answer = await opened.visitor().get(`${link}&utm_source=mail&x=%00`);
    assert.deepEqual([answer.status, answer.location, answer.body], [303, '/web/reset_password', '']);
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    const [cookie = '', ...more] = answer.cookies;
    assert.equal(more.length, 0);
    assert.match(
      cookie,
      /^__Secure-rekey_reset=[\w-]{43}\.[\w-]{43}; Max-Age=3600; Path=\/web\/reset_password; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('keeps its cookie no longer than it lives', async () => {
    const link = await opened.linkFor(await person());
    await later(day - 10 * minute);
    const [cookie = ''] = (await opened.visitor().get(link)).cookies;
    assert.match(cookie, /Max-Age=600;/);
  });

  it('I-19 may be followed by scanners as often as they like', async () => {
    const user = await person();
    const link = await opened.linkFor(user);
    for (const agent of ['', 'Mimecast', 'Slackbot-LinkExpanding 1.0'])
      await opened.visitor().get(link, { 'user-agent': agent });
    assert.equal((await opened.visitor().request(link, { method: 'HEAD' })).status, 303);
    const page = await follow(opened.visitor(), link);
    assert.equal(page.status, 200);
  });

  it('opens a page that says whose password it is, what it needs and until when', async () => {
    const user = await person();
    const page = await follow(opened.visitor(), await opened.linkFor(user));
    assert.equal(page.status, 200);
    for (const words of ['Mira Sol', user.login, 'New Password', 'Confirm New Password', 'Change Password'])
      assert.ok(page.text.includes(words), words);
    for (const rule of [
      'At least 8 characters',
      'An uppercase letter',
      'A number',
      'A special character',
      'Not common',
      'Not personal',
    ]) {
      assert.ok(page.text.includes(rule), rule);
    }
    assert.match(page.text, /Your link holds until \d+ \w+ 2026, \d\d:\d\d UTC and works once\./);
    assert.match(page.body, /name="password"[^>]*autocomplete="new-password"[^>]*passwordrules="minlength: 8;/);
    assert.match(page.body, /name="username" autocomplete="username" value="mira/);
    assert.match(page.body, /href="\/help\/passwords"/);
    assert.match(page.text, /Help desk/);
  });

  it('gives way to the form that asks for another, on request', async () => {
    const browser = opened.visitor();
    await follow(browser, await opened.linkFor(await person()));
    assert.match((await browser.get('/web/reset_password?ask=1')).text, /Reset your password/);
    assert.match((await browser.get('/web/reset_password')).text, /Choose a new password/);
  });
});

describe('a new password', () => {
  it('is refused with all that it lacks at once, and costs neither the link nor the page', async () => {
    const browser = opened.visitor();
    const page = await follow(browser, await opened.linkFor(await person()));
    const refused = await change(browser, page, 'mira', 'mirror');
    assert.equal(refused.status, 422);
    for (const fault of [
      'at least 8 are needed',
      'no uppercase letter',
      'no number',
      'no special character',
      'It contains',
      'not the same',
    ]) {
      assert.ok(refused.text.includes(fault), fault);
    }
    assert.match(refused.body, /<input class="input" type="password"[^>]*name="password"[^>]*aria-invalid="true"/);
    assert.doesNotMatch(refused.body, /value="(mira|mirror)"/);
    assert.equal((await change(browser, refused)).status, 303);
  });

  it('signs in, ends what was open and says so', async () => {
    const user = await person();
    const elsewhere = await opened.signedIn(user.login);
    const browser = opened.visitor();
    const answer = await change(browser, await follow(browser, await opened.linkFor(user)));
    assert.deepEqual([answer.status, answer.location], [303, '/web/reset_password/done']);
    assert.match(
      answer.cookies.find((line) => line.startsWith('__Host-rekey_session=')) ?? '',
      /; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const done = await browser.get('/web/reset_password/done');
    assert.match(done.text, /You are signed in as Mira Sol\..*One other session was ended\./);
    assert.match(done.body, /href="\/my"[^>]*>Continue</);
    assert.equal((await elsewhere.get('/my')).status, 303);
    assert.equal((await opened.visitor().post('/web/login', { login: user.login, password: oldPassword })).status, 401);
  });

  it('is a success again for the browser that has just won', async () => {
    const browser = opened.visitor();
    const page = await follow(browser, await opened.linkFor(await person()));
    await change(browser, page);
    const again = await change(browser, page);
    assert.deepEqual([again.status, again.location], [303, '/web/reset_password/done']);
    assert.equal((await browser.get('/web/reset_password/done')).status, 200);
  });

  it('is not guessed by whoever has won once, after its owner chose another', async () => {
    const user = await person();
    const thief = opened.visitor();
    const page = await follow(thief, await opened.linkFor(user));
    await change(thief, page);
    opened.clock.advance(2 * minute);
    const owner = opened.visitor();
    const later = 'Orchard-window-66';
    assert.equal((await change(owner, await follow(owner, await opened.linkFor(user)), later)).status, 303);
    assert.equal((await change(thief, page, later)).status, 410);
    assert.equal((await owner.get('/my')).status, 200);
  });

  it('ends the session of whoever was signed in at this browser', async () => {
    const [first, second] = [await person(), await person()];
    const browser = await opened.signedIn(first.login);
    const earlier = browser.cookie('__Host-rekey_session') ?? '';
    await change(browser, await follow(browser, await opened.linkFor(second)));
    const thief = opened.visitor();
    thief.setCookie('__Host-rekey_session', earlier);
    assert.equal((await thief.get('/my')).status, 303);
  });

  it('is not set for a link that the browser does not hold', async () => {
    const [mine, other] = [await person(), await person()];
    const browser = opened.visitor();
    const page = await follow(browser, await opened.linkFor(mine));
    await follow(browser, await opened.linkFor(other));
    const mixed = await change(browser, page);
    assert.equal(mixed.status, 409);
    assert.match(mixed.body, /href="\/web\/reset_password"[^>]*>Go on with the latest link</);
    const lost = await change(opened.visitor(), page);
    assert.equal(lost.status, 409);
    assert.equal((await opened.visitor().post('/web/login', { login: mine.login, password: oldPassword })).status, 303);
  });

  it('leads to the sign-in page where signing in is not automatic', async () => {
    await opened.app.settings.change(opened.operator, 'automatic_sign_in', 'off');
    const browser = opened.visitor();
    const answer = await change(browser, await follow(browser, await opened.linkFor(await person())));
    await opened.app.settings.change(opened.operator, 'automatic_sign_in', 'on');
    assert.deepEqual([answer.status, answer.location], [303, '/web/login']);
    const page = await browser.get('/web/login');
    assert.match(page.text, /Your password was changed\. Sign in with the new one\..*No other session was open\./);
    assert.doesNotMatch((await browser.get('/web/login')).text, /was changed/, 'told once');
    assert.equal((await browser.get('/web/reset_password/done')).location, '/web/login');
  });

  it('tells strangers who guess nothing, and keeps the browser that set it waiting for none of their guesses', async () => {
    const user = await person();
    const guess = async (login: string) =>
      (await opened.visitor().post('/web/login', { login, password: 'Wrong-77-x' })).status;
    for (const login of [user.login, 'nobody-has-this']) for (let tries = 0; tries < 7; tries++) await guess(login);
    assert.deepEqual([await guess(user.login), await guess('nobody-has-this')], [429, 429]);
    await opened.app.settings.change(opened.operator, 'automatic_sign_in', 'off');
    const browser = opened.visitor();
    await change(browser, await follow(browser, await opened.linkFor(user)));
    await opened.app.settings.change(opened.operator, 'automatic_sign_in', 'on');
    assert.deepEqual([await guess(user.login), await guess('nobody-has-this')], [429, 429]);
    const signedIn = await browser.post('/web/login', { login: user.login, password: newPassword });
    assert.equal(signedIn.status, 303);
  });

  it('leads on to where the person wanted to go when they asked', async () => {
    const user = await person();
    const browser = opened.visitor();
    const signIn = await browser.get('/web/login?redirect=%2Fodoo%2Fproject%3Fview%3Dlist');
    assert.match(signIn.body, /href="\/web\/reset_password\?redirect=%2Fodoo%2Fproject%3Fview%3Dlist"/);
    const ask = await browser.get('/web/reset_password?redirect=%2Fodoo%2Fproject%3Fview%3Dlist');
    await browser.post('/web/reset_password', { login: user.login, redirect: hidden(ask, 'redirect') });
    await opened.app.resets.decide();
    const [letter] = await opened.letters(user.email ?? '');
    await change(browser, await follow(browser, `/web/reset_password?token=${tokenIn(letter)}`));
    assert.match(
      (await browser.get('/web/reset_password/done')).body,
      /href="\/odoo\/project\?view=list"[^>]*>Continue</,
    );
  });
});

describe('a dead link', () => {
  const expired = async () => {
    const user = await person();
    const link = await opened.linkFor(user);
    await later(day + hour);
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

  it('that has expired says that a newer one was sent, or that the password was changed', async () => {
    const { user, link } = await expired();
    await opened.app.resets.send(opened.operator, user.id, {});
    const [letter] = await opened.letters(user.email ?? '');
    assert.match((await follow(opened.visitor(), link)).text, /A newer one was sent at \d\d:\d\d\./);
    const browser = opened.visitor();
    await change(browser, await follow(browser, `/web/reset_password?token=${tokenIn(letter)}`));
    assert.match((await follow(opened.visitor(), link)).text, /The password was changed at \d\d:\d\d/);
  });

  it('does not hold its browser: the next visit finds the form that asks for another', async () => {
    const browser = opened.visitor();
    await follow(browser, (await expired()).link);
    assert.equal(browser.cookie('__Secure-rekey_reset'), undefined);
    assert.match((await browser.get('/web/reset_password')).text, /Reset your password/);
  });

  it('that expires while its form is open says so when the form is sent', async () => {
    const browser = opened.visitor();
    const page = await follow(browser, await opened.linkFor(await person()));
    await later(day + minute);
    const answer = await change(browser, page);
    assert.equal(answer.status, 410);
    assert.ok(hidden(answer, 'voucher'));
  });

  it('that was used offers to sign in or to ask again', async () => {
    const link = await opened.linkFor(await person());
    const browser = opened.visitor();
    await change(browser, await follow(browser, link));
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
    browser.setCookie('__Secure-rekey_reset', `${'x'.repeat(43)}.mark`, '/web/reset_password');
    assert.equal((await browser.get('/web/reset_password')).status, 404);
    assert.equal((await browser.get('/web/reset_password')).status, 200);
    browser.setCookie('__Secure-rekey_reset', 'rubbish', '/web/reset_password');
    assert.match((await browser.get('/web/reset_password')).text, /Reset your password/);
  });

  it('is not made new by a voucher that is forged or old', async () => {
    const browser = opened.visitor();
    const page = await follow(browser, (await expired()).link);
    assert.equal((await browser.post('/web/reset_password/new_link', { voucher: 'forged' })).status, 404);
    await later(hour + minute);
    assert.equal(
      (await browser.post('/web/reset_password/new_link', { voucher: hidden(page, 'voucher') })).status,
      404,
    );
  });
});

describe('self service that is off', () => {
  it('is not offered, and says whom to ask', async () => {
    await opened.app.settings.change(opened.operator, 'self_service', false);
    const signIn = await opened.visitor().get('/web/login');
    const page = await opened.visitor().get('/web/reset_password');
    const posted = await opened.visitor().post('/web/reset_password', { login: 'mira1' });
    await opened.app.settings.change(opened.operator, 'self_service', true);
    assert.doesNotMatch(signIn.body, /reset_password/);
    assert.deepEqual([page.status, posted.status], [403, 403]);
    assert.match(page.text, /Help desk/);
  });
});

describe('the token', () => {
  it('is in no body and no further address from the first answer to the last', async () => {
    const user = await person();
    const link = await opened.linkFor(user);
    const token = link.slice(link.indexOf('=') + 1);
    const browser = opened.visitor();
    const page = await follow(browser, link);
    const answers = [
      page,
      await browser.get(link),
      await change(browser, page, 'x'),
      await browser.post('/web/password_check', {
        password: 'x',
        check: /data-check="([^"]+)"/.exec(page.body)?.[1] ?? '',
      }),
      await change(browser, page),
      await browser.get('/web/reset_password/done'),
      await browser.get('/web/reset_password'),
      await follow(opened.visitor(), link),
    ];
    for (const { body, location } of answers) assert.ok(!`${body} ${location}`.includes(token));
    assert.equal(pathOf(`https://reset.lumen.example${link}`), link);
  });
});
