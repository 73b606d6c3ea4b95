import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { minute } from '../../src/kernel/index.ts';
import { onEveryEngine } from '../engines.ts';
import {
  answerNotMe,
  changePassword,
  confirmEmail,
  follow,
  newPassword,
  type Opened,
  oldPassword,
  openPages,
  pathOf,
} from './opened.ts';
import { type Answer, hidden, type Visitor } from './visitor.ts';

onEveryEngine('a button that is pressed twice', (engine) => {
  let opened: Opened;
  before(async () => {
    opened = await openPages(engine);
    const chief = { login: 'chief', name: 'Chief', email: 'chief@lumen.example', role: 'settings' } as const;
    await opened.confirmed({ ...chief, password: oldPassword });
  });
  after(() => opened.close());

  const linkIn = (text: string | undefined, page: string): string =>
    pathOf(new RegExp(`https://\\S+/web/${page}\\?token=[\\w-]+`).exec(text ?? '')?.[0] ?? '');

  /** Somebody whose password was changed, and a browser that shows the question of the letter about it. */
  const asked = async () => {
    const { login, email = '' } = await opened.somebody();
    const fields = { old_password: oldPassword, new_password: newPassword, confirm_password: newPassword };
    await (await opened.signedIn(login)).post('/my/password', fields);
    const link = linkIn((await opened.letters(email))[0]?.text, 'not_me');
    const browser = opened.visitor();
    return { login, email, link, browser, page: await follow(browser, link) };
  };
  const tokenOf = (link: string): string => new URL(link, 'https://here').searchParams.get('token') ?? '';
  const told = async (browser: Visitor, answer: Answer): Promise<string> => {
    assert.deepEqual([answer.status, answer.location], [303, '/web/not_me/done']);
    return (await browser.get('/web/not_me/done')).text;
  };

  it('on the page of the own password, and where that is confirmed, never tells that what the first press did was not done', async () => {
    const fields = { old_password: oldPassword, new_password: newPassword, confirm_password: newPassword };
    const app = '/my/security/two-factor/app';
    const toldAfter = async (answer: Answer, browser: Visitor): Promise<string> => {
      assert.match(answer.location ?? '', /^\/web\/login/);
      return (await browser.get(answer.location ?? '')).text;
    };
    /** A browser that has not read the answer to its first press. */
    const unread = (browser: Visitor): Visitor => {
      const same = opened.visitor();
      same.setCookie('__Host-rekey_session', browser.cookie('__Host-rekey_session') ?? '');
      return same;
    };
    const { login } = await opened.somebody();
    const browser = await opened.signedIn(login);
    opened.clock.advance(11 * minute);
    const asked = await browser.post((await browser.post(app, {})).location ?? '', {});
    const confirmed = { own_password: oldPassword, waiting: hidden(asked, 'waiting') };
    for (const [path, form] of [
      ['/web/confirm_password', confirmed],
      ['/my/password', fields],
    ] as const) {
      const again = unread(browser);
      assert.ok((await browser.post(path, form)).status < 400, path);
      const told = await toldAfter(await again.post(path, form), again);
      assert.match(told, /What you sent may not have been done: sign in, and look before you send it again\./, path);
    }
  });

  describe('"Change Password", pressed a second time while the first press is worked on', () => {
    /** The next password is hashed, and nothing comes of it until it is `released`. */
    const heldHash = () => {
      const { passwords } = opened.app;
      const [begun, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const { hash } = passwords;
      const slowly = async (password: string) => {
        passwords.hash = hash;
        begun.resolve();
        await released.promise;
        return hash(password);
      };
      passwords.hash = slowly;
      return { begun: begun.promise, release: released.resolve };
    };

    it('leaves the browser in the session of the later press, though the earlier one ends after it', async () => {
      const browser = opened.visitor();
      const page = await follow(browser, await opened.linkFor(await opened.somebody()));
      const { begun, release } = heldHash();
      const earlier = changePassword(browser, page);
      await begun;
      opened.clock.advance(1);
      const later = await changePassword(browser, page);
      release();
      for (const { status, location } of [later, await earlier]) {
        assert.deepEqual([status, location], [303, '/web/reset_password/done']);
      }
      assert.match((await browser.get('/web/reset_password/done')).text, /Your password was changed/);
      assert.match((await browser.get('/my/security')).text, /You are signed in nowhere else\./);
    });
  });

  describe('the answer "It was not me", given twice', () => {
    it('tells the same once more, and does nothing more', async () => {
      const { browser, page, email } = await asked();
      const first = await told(browser, await answerNotMe(browser, page, 'not_me'));
      assert.match(first, /password no longer works/);
      const letters = (await opened.letters(email)).length;
      assert.equal(await told(browser, await answerNotMe(browser, page, 'not_me')), first);
      assert.equal((await opened.letters(email)).length, letters, 'nobody is mailed again');
    });

    it('tells the same to both presses of a double click', async () => {
      const { browser, page } = await asked();
      const both = await Promise.all([1, 2].map(() => answerNotMe(browser, page, 'not_me')));
      assert.deepEqual(
        both.map(({ location }) => location),
        ['/web/not_me/done', '/web/not_me/done'],
      );
    });

    it('tells the same of a reset that was turned down', async () => {
      const { id, email = '' } = await opened.somebody();
      await opened.app.resets.send(opened.operator, id, {});
      const browser = opened.visitor();
      const page = await follow(browser, linkIn((await opened.letters(email))[0]?.text, 'not_me'));
      const first = await told(browser, await answerNotMe(browser, page, 'not_me'));
      assert.equal(await told(browser, await answerNotMe(browser, page, 'not_me')), first);
    });

    it('is refused to another browser, and to the other answer', async () => {
      const { browser, page, link } = await asked();
      const other = opened.visitor();
      const theirs = await follow(other, link);
      await answerNotMe(browser, page, 'not_me');
      assert.equal((await answerNotMe(other, theirs, 'not_me')).status, 410);
      assert.equal((await answerNotMe(browser, page, 'mine')).status, 410);
      assert.equal((await opened.visitor().get(link)).status, 410);
    });

    it('is refused once a password was set', async () => {
      const { browser, page, email } = await asked();
      await answerNotMe(browser, page, 'not_me');
      const letter = (await opened.letters(email)).find(({ subject }) => subject.startsWith('Password reset for'));
      const owner = opened.visitor();
      await opened.later(minute);
      const link = linkIn(letter?.text, 'reset_password');
      assert.equal((await changePassword(owner, await follow(owner, link), 'Copper-lantern-64')).status, 303);
      const again = await answerNotMe(browser, page, 'not_me');
      assert.equal(again.status, 410);
      assert.match(again.text, /This link has already been used/);
    });
  });

  describe('the answer "It was me"', () => {
    it('is told once more where it is given twice, and where somebody goes back to the question', async () => {
      const { browser, page } = await asked();
      const first = await told(browser, await answerNotMe(browser, page, 'mine'));
      assert.match(first, /Nothing was changed/);
      assert.equal(await told(browser, await answerNotMe(browser, page, 'mine')), first);
      assert.equal(await told(browser, await browser.get('/web/not_me')), first);
      const { browser: other, page: twice } = await asked();
      const both = await Promise.all([1, 2].map(() => answerNotMe(other, twice, 'mine')));
      assert.deepEqual(
        both.map(({ location }) => location),
        ['/web/not_me/done', '/web/not_me/done'],
        'a double click',
      );
    });

    it('leaves nothing in the browser with which whoever uses it next gives the other one', async () => {
      const { browser, page, link, login } = await asked();
      await told(browser, await answerNotMe(browser, page, 'mine'));
      const other = await answerNotMe(browser, page, 'not_me');
      assert.equal(other.status, 404);
      assert.match(other.text, /Open it again from the letter/);
      assert.ok(!(browser.cookie('__Secure-rekey_not_me') ?? '').includes(tokenOf(link)));
      assert.equal((await opened.visitor().post('/web/login', { login, password: newPassword })).status, 303);
      assert.equal((await answerNotMe(browser, await follow(browser, link), 'not_me')).status, 303, 'the letter does');
    });

    it('is told of no other letter', async () => {
      const { browser, page, link } = await asked();
      const other = await follow(browser, (await asked()).link);
      await follow(browser, link);
      await told(browser, await answerNotMe(browser, page, 'mine'));
      assert.equal((await answerNotMe(browser, other, 'mine')).status, 404);
    });
  });

  describe('the confirmation of an email, pressed twice', () => {
    /** Somebody who is signed in, and the page that confirms their new email. */
    const confirming = async () => {
      const { login } = await opened.somebody();
      const email = `new.${login}@lumen.example`;
      const browser = await opened.signedIn(login);
      await browser.post('/my/email', { email, password: oldPassword });
      const link = linkIn((await opened.letters(email))[0]?.text, 'confirm_email');
      return { login, browser, link, page: await follow(browser, link) };
    };

    it('tells the same once more', async () => {
      const { browser, page } = await confirming();
      for (const press of ['first', 'second']) {
        const answer = await confirmEmail(browser, page);
        assert.equal(answer.status, 303, press);
        assert.match((await browser.get(answer.location ?? '')).text, /Your email address is confirmed/);
      }
    });

    it('tells the same to both presses of a double click', async () => {
      const { browser, page } = await confirming();
      const both = await Promise.all([confirmEmail(browser, page), confirmEmail(browser, page)]);
      assert.deepEqual(
        both.map(({ location }) => location),
        ['/my', '/my'],
      );
    });

    it('is refused to another browser of the same person', async () => {
      const { browser, page, login, link } = await confirming();
      const other = await opened.signedIn(login);
      const theirs = await follow(other, link);
      await confirmEmail(browser, page);
      assert.equal((await confirmEmail(other, theirs)).status, 410);
    });

    it('is refused once letters go elsewhere', async () => {
      const { browser, page, login } = await confirming();
      await confirmEmail(browser, page);
      const user = await opened.app.users.named(login);
      await opened.app.users.edit(opened.operator, user.id, { change: { email: `other.${login}@lumen.example` } });
      await browser.post('/web/login', { login, password: oldPassword });
      assert.equal((await confirmEmail(browser, page)).status, 410);
    });
  });
});
