import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { answerTo, choose, newPassword, phone, reads, stageForAll } from './stage.ts';

const stage = stageForAll();

const first = (page: Page) => page.getByLabel('New Password', { exact: true });

for (const javaScriptEnabled of [true, false]) {
  describe(`a new password that is sent ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    const openFor = async (login: string): Promise<Page> => {
      const page = await stage.open({ ...phone, javaScriptEnabled });
      await page.goto(await stage.linkFor(login));
      return page;
    };

    it('is refused with all that it lacks at once, and the link stays good', async () => {
      const page = await openFor('mara.keller');
      const answer = await answerTo(page, () => choose(page, 'keller', 'killer'));
      assert.equal(answer.status(), 422);
      const alert = page.getByRole('alert');
      await alert
        .getByRole('heading', { name: 'This password cannot be used yet. Your link is still good.' })
        .waitFor();
      const told = await alert.getByRole('listitem').allTextContents();
      const wanted = [/at least 8/, /uppercase/, /number/, /special/, /“keller” from your/i, /not the same/];
      for (const words of wanted)
        assert.ok(
          told.some((line) => words.test(line)),
          `${words} in ${told.join('|')}`,
        );
      assert.equal(await first(page).inputValue(), '', 'what was typed is not sent back');
      assert.equal((await page.locator('[data-state="unmet"]').count()) >= 5, true);
      await choose(page, newPassword);
      await reads(page, 'Your password was changed');
    });

    it('is refused when both entries differ, beside the field where it is mended', async () => {
      const page = await openFor('mara.keller');
      const answer = await answerTo(page, () => choose(page, newPassword, `${newPassword}x`));
      assert.equal(answer.status(), 422);
      const line = page.getByRole('alert').getByRole('link');
      assert.equal(
        await line.textContent(),
        'The two entries are not the same. Type the new password into both fields.',
      );
      await line.click();
      await page.getByLabel('Confirm New Password').and(page.locator(':focus')).waitFor();
    });

    it('is taken once when the button is pressed twice', async () => {
      const to = 'lukasz.zurawski@example.com';
      const page = await openFor('lukasz.zurawski');
      const press = async () => {
        await first(page).fill(newPassword);
        await page.getByLabel('Confirm New Password').fill(newPassword);
        await page.getByRole('button', { name: 'Change Password' }).dblclick();
        await reads(page, 'Your password was changed');
      };
      const changed = { to, subject: 'Your password was changed' };
      const before = await stage.countLetters(changed);
      await stage.letterAfter(press, changed);
      await page.getByRole('link', { name: 'Continue' }).click();
      await page.getByRole('link', { name: 'Security' }).click();
      await page.getByText('You are signed in nowhere else.').waitFor();
      assert.equal(await stage.countLetters(changed), before + 1);
    });
  });
}

describe('two links in one browser', () => {
  it('are not mixed up: the form of the first is refused, and both stay good', async () => {
    const page = await stage.open();
    const links = [await stage.linkFor('ipek.caglar'), await stage.linkFor('taro.nihon')] as const;
    await page.goto(links[0]);
    const other = await page.context().newPage();
    await other.goto(links[1]);
    const answer = await answerTo(page, () => choose(page, newPassword));
    assert.equal(answer.status(), 409);
    await reads(page, 'This form and its link no longer belong together');
    await page.getByRole('link', { name: 'Go on with the latest link' }).click();
    await page.getByText('taro.nihon').waitFor();
    await choose(other, newPassword);
    await reads(other, 'Your password was changed');
    await page.goto(links[0]);
    await page.getByText('ipek.caglar').waitFor();
    await choose(page, newPassword);
    await page.getByText('You are signed in as İpek Çağlar.').waitFor();
  });
});

describe('a link that is followed by a scanner', () => {
  it('I-20 works for its owner all the same', async () => {
    const link = await stage.linkFor('sinead.obrien');
    for (const agent of ['', 'Mimecast', 'GoogleImageProxy']) {
      assert.equal((await fetch(link, { headers: { 'user-agent': agent } })).status, 200);
    }
    const page = await stage.open();
    await page.goto(link);
    await choose(page, newPassword);
    await reads(page, 'Your password was changed');
  });
});
