import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
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
