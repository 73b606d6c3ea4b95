import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerTo, isSignedIn, newPassword, oldPassword, phone, reads, signIn, stageForAll } from './stage.ts';

const stage = stageForAll();

describe("one's own password", () => {
  it('is changed with the old one; all other sessions end, and a notice comes', async () => {
    await stage.givePassword('mara.keller', oldPassword);
    const [page, other] = [await stage.open(phone), await stage.open()];
    await signIn(page, 'mara.keller', oldPassword);
    await signIn(other, 'mara.keller', oldPassword);
    await page.getByRole('link', { name: 'Password', exact: true }).click();
    await reads(page, 'Change your password');
    const change = async (old: string, next: string, again = next) => {
      await page.getByLabel('Old Password').fill(old);
      await page.getByLabel('New Password', { exact: true }).fill(next);
      await page.getByLabel('Confirm New Password').fill(again);
      return answerTo(page, () => page.getByRole('button', { name: 'Change Password' }).click());
    };

    assert.equal((await change('Not-the-old-one-1', newPassword)).status(), 422);
    await page.getByRole('alert').getByRole('link', { name: 'This is not your password' }).click();
    await page.getByLabel('Old Password').and(page.locator(':focus')).waitFor();
    assert.equal((await change(oldPassword, 'mara', 'mare')).status(), 422);
    assert.ok((await page.getByRole('alert').getByRole('listitem').count()) >= 5);

    const wanted = { to: 'mara.keller@example.com', subject: 'Your password was changed' };
    const notice = await stage.letterAfter(() => change(oldPassword, newPassword), wanted);
    assert.match(notice.text, /It was changed by somebody who was signed in and knew the old password\./);
    await reads(page, 'Your sessions');
    await page.getByText('Your password was changed.').waitFor();
    await page.getByText('One other session was ended.').waitFor();
    assert.equal(await isSignedIn(other), false);
    assert.equal(await isSignedIn(page), true);
    await page.goto('/my/security');
    await page.getByText('You are signed in nowhere else.').waitFor();
  });
});

describe("one's own sessions", () => {
  it('are ended one by one, or all but this', async () => {
    await stage.givePassword('olena.kovalenko', oldPassword);
    const [page, second, third] = [await stage.open(phone), await stage.open(), await stage.open()];
    for (const browser of [page, second, third]) await signIn(browser, 'olena.kovalenko', oldPassword);
    await page.getByRole('link', { name: 'Security' }).click();
    const sessions = page.locator('.session');
    assert.equal(await sessions.count(), 3);
    assert.equal(await sessions.filter({ hasText: 'This browser' }).getByRole('button').count(), 0);
    await page.getByRole('button', { name: 'End this session' }).first().click();
    await page.getByText('One session was ended.').waitFor();
    assert.equal(await sessions.count(), 2);
    const left = await Promise.all([isSignedIn(second), isSignedIn(third)]);
    assert.deepEqual(left.sort(), [false, true]);
    await page.getByRole('button', { name: 'End all other sessions' }).click();
    await page.getByText('You are signed in nowhere else.').waitFor();
    for (const browser of [second, third]) assert.equal(await isSignedIn(browser), false);
    assert.equal(await isSignedIn(page), true);
  });
});

describe("one's own profile", () => {
  it('says who one is here, and takes a time zone in which times are told', async () => {
    await stage.givePassword('taro.nihon', oldPassword);
    const page = await stage.open(phone);
    await signIn(page, 'taro.nihon', oldPassword);
    for (const words of ['日本 太郎', 'taro.nihon@example.com', 'Fennmoor Instruments']) {
      await page.locator('main').getByText(words).waitFor();
    }
    await page.getByLabel('Time zone').selectOption('Pacific/Auckland');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your profile was saved.').waitFor();
    assert.equal(await page.getByLabel('Time zone').inputValue(), 'Pacific/Auckland');
    assert.match(await page.locator('main').innerText(), /Latest sign-in\s+.*(GMT\+1[23]|NZ[SD]T)/);
  });
});

describe('what everybody should know about passwords', () => {
  it('is a page that is linked where it is needed, signed in or not', async () => {
    const page = await stage.open(phone);
    await page.goto(await stage.linkFor('sinead.obrien'));
    await page.getByRole('link', { name: 'How to choose a good password' }).click();
    await reads(page, 'Good passwords, kept well');
    const chapters = await page.getByRole('heading', { level: 2 }).allInnerTexts();
    assert.deepEqual(chapters, [
      'A strong password',
      'Let a password manager remember it',
      'Never share a link',
      'Act quickly',
      'What staff never ask',
    ]);
    await page.goBack();
    await reads(page, 'Choose a new password');
  });
});

describe("one's own second factors", () => {
  it('say what a passkey takes where none can be added: at an address without a name, or without a script', async () => {
    await stage.givePassword('lucia.ibanez', oldPassword);
    const page = await stage.open(phone);
    await signIn(page, 'lucia.ibanez', oldPassword);
    await page.goto('/my/security/two-factor');
    const said = page.getByText('Aquí no se puede añadir ninguna');
    await said.and(page.locator(':visible')).waitFor();
    assert.match(await page.locator('noscript').innerText(), /Aquí no se puede añadir ninguna/);
    assert.equal(await page.locator('form[data-passkey]').isVisible(), false);
  });
});
