import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hour, minute } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { softwarePasskey } from '../software-passkey.ts';
import { type Opened, oldPassword, openPages } from './opened.ts';
import type { Answer, Visitor } from './visitor.ts';

const passkeys = '/my/security/two-factor/passkeys';

describe('a passkey that is made on a page', () => {
  let home: Opened;
  before(async () => {
    home = await openPages();
  });
  after(() => home.close());

  const challengeFor = async (browser: Visitor, options: string): Promise<string> =>
    JSON.parse((await browser.post(options, {})).body).challenge;
  const add = (browser: Visitor, challenge: string, name = ''): Promise<Answer> =>
    browser.post(passkeys, { passkey: JSON.stringify(softwarePasskey().register(challenge)), name });
  const namesOf = async (user: User): Promise<string[]> =>
    (await home.app.factors.of(home.app.database.read, user.id)).passkeys.map(({ name }) => name);

  it('is added under its name, of which no half character is kept', async () => {
    const user = await home.somebody();
    const browser = await home.signedIn(user.login);
    const challenge = await challengeFor(browser, `${passkeys}/options`);
    assert.equal((await add(browser, challenge, `${'🗝'.repeat(59)} of my phone`)).status, 200);
    assert.deepEqual(await namesOf(user), [`${'🗝'.repeat(59)}…`]);
  });

  it('is added by the first of two presses, or of the page loaded again, and the second tells how it stands', async () => {
    const { login } = await home.somebody();
    const browser = await home.signedIn(login);
    const challenge = await challengeFor(browser, `${passkeys}/options`);
    const form = { passkey: JSON.stringify(softwarePasskey().register(challenge)), name: 'Mine' };
    assert.equal((await browser.post(passkeys, form)).status, 200);
    const { status, location } = await browser.post(passkeys, form);
    assert.deepEqual([status, location], [303, '/my/security/two-factor']);
  });

  it('leads back to its page where the session has ended meanwhile, and from there to where somebody was going', async () => {
    const { login } = await home.somebody();
    const browser = await home.signedIn(login);
    await home.later(3 * hour);
    const page = '/my/security/two-factor?redirect=%2Fsettings%2Fusers';
    const wanted = new URL(page, 'https://here').search;
    for (const button of [`${passkeys}/options`, passkeys, '/my/security/two-factor/app']) {
      const { status, location } = await browser.post(`${button}${wanted}`, {});
      assert.deepEqual([status, location], [303, `/web/login?redirect=${encodeURIComponent(page)}`], button);
    }
    const again = await browser.post('/web/login', { login, password: oldPassword, redirect: page });
    assert.equal(again.location, page);
  });

  it('is asked for once more where the password has to be confirmed first, as is told', async () => {
    const { login } = await home.somebody();
    const browser = await home.signedIn(login);
    home.clock.advance(11 * minute);
    const { location } = await browser.post(`${passkeys}/options`, {});
    assert.match((await browser.get(location ?? '')).text, /What you chose or entered is not kept: do it once more/);
  });

  it('is nobody’s who signs in at the same browser before the device has answered: the device has it under another login', async () => {
    const [user, other] = [await home.somebody(), await home.somebody()];
    const browser = await home.signedIn(user.login);
    const challenge = await challengeFor(browser, `${passkeys}/options`);
    await browser.post('/web/login', { login: other.login, password: oldPassword });
    const refused = await add(browser, challenge);
    assert.deepEqual([refused.status, await namesOf(other), await namesOf(user)], [422, [], []]);
  });

  it('is made for no challenge that was drawn for signing in', async () => {
    const user = await home.somebody();
    const browser = await home.signedIn(user.login);
    const challenge = await challengeFor(browser, '/web/login/passkey/options');
    assert.deepEqual([(await add(browser, challenge)).status, await namesOf(user)], [422, []]);
  });
});
