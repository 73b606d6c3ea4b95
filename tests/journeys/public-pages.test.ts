import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { createClient } from '../client.ts';
import { isFitForEverybody } from './every-page.ts';
import { choose, newPassword, reads, stageForAll } from './stage.ts';

const stage = stageForAll();
let page: Page;

describe('every page of a reset is fit for everybody', () => {
  const it_ = (name: string, reach: () => Promise<unknown>): void => {
    it(name, async () => {
      page = await stage.open();
      await reach();
      await isFitForEverybody(page);
    });
  };

  it_('the sign-in page', () => page.goto('/web/login'));
  it_('the sign-in page after a wrong password', async () => {
    await page.goto('/web/login');
    await page.getByLabel('Login or email').fill('nobody');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
  });
  it_('the form that asks for a link', () => page.goto('/web/reset_password'));
  it_('the form that asks for a link, sent empty', async () => {
    await page.goto('/web/reset_password');
    await page.getByLabel('Email').fill(' ');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
  });
  it_('the answer to whoever asks', () => page.goto('/web/reset_password/sent'));
  it_('the new password', async () => page.goto(await stage.linkFor('mara.keller')));
  it_('the new password of somebody with a long name', async () =>
    page.goto(await stage.linkFor('maximiliana.von.rabenfels-lichtenwalde')),
  );
  it_('the new password of somebody whose name is written from the right', async () =>
    page.goto(await stage.linkFor('layla.haddad')),
  );
  it_('the first password of somebody who is invited', async () => page.goto(await stage.linkFor('nia.prosser')));
  it_('the new password while it is typed', async () => {
    await page.goto(await stage.linkFor('mara.keller'));
    await page.getByLabel('New Password', { exact: true }).fill('Windmill-keller');
    await page.getByText(/It contains/).waitFor();
    await page.getByLabel('Confirm New Password').fill('Wx');
  });
  it_('the new password, refused for everything', async () => {
    await page.goto(await stage.linkFor('mara.keller'));
    await choose(page, 'mara', 'mare');
    await page.getByRole('alert').waitFor();
  });
  it_('the new password, refused for one thing', async () => {
    await page.goto(await stage.linkFor('mara.keller'));
    await choose(page, 'Velvet-anchor');
    await page.getByRole('alert').waitFor();
  });
  it_('the end of a reset', async () => {
    await page.goto(await stage.linkFor('lukasz.zurawski'));
    await choose(page, newPassword);
    await reads(page, 'Your password was changed');
  });
  it_('a link that was used', async () => {
    const link = await stage.linkFor('lukasz.zurawski');
    await page.goto(link);
    await choose(page, newPassword);
    await reads(page, 'Your password was changed');
    await page.goto(link);
    await reads(page, 'This link has already been used');
  });
  it_('a link that has expired', async () => {
    const earlier = await stage.linkFor('ipek.caglar');
    await stage.givePassword('ipek.caglar', newPassword);
    await page.goto(earlier);
    await reads(page, 'This link has expired');
  });
  it_('a link that nobody knows', () => page.goto('/web/reset_password?token=unknown'));
  it_('a form and a link that do not belong together', async () => {
    await page.goto(await stage.linkFor('taro.nihon'));
    await page.context().clearCookies();
    await choose(page, newPassword);
    await reads(page, 'This form and its link no longer belong together');
  });
  it_('what everybody should know', () => page.goto('/help/passwords'));
  it_('an address where nothing is', () => page.goto('/nothing-here'));
});

describe('every page after a notice is fit for everybody', () => {
  it('the question, its answers, and the letter itself', async () => {
    const wanted = { to: 'olena.kovalenko@example.com', subject: 'Your password was changed' };
    const letter = await stage.letterAfter(() => stage.givePassword('olena.kovalenko', newPassword), wanted);
    page = await stage.open();
    await page.goto(letter.link('/web/not_me'));
    await isFitForEverybody(page);
    await page.evaluate(() => document.querySelector('form')?.setAttribute('novalidate', ''));
    await page.getByRole('button', { name: 'Answer' }).click();
    await page.getByRole('alert').waitFor();
    await isFitForEverybody(page);
    await page.getByRole('radio', { name: 'It was me' }).check();
    await page.getByRole('button', { name: 'Answer' }).click();
    await reads(page, 'Thank you. Nothing was changed');
    await isFitForEverybody(page);
    await page.goto(letter.link('/web/not_me'));
    await page.getByRole('radio', { name: 'It was not me' }).check();
    await page.getByRole('button', { name: 'Answer' }).click();
    await reads(page, 'Whoever it was is locked out now');
    await isFitForEverybody(page);
    await showAsMailProgram(letter.html);
    await isFitForEverybody(page);
  });
});

describe('every page of somebody who is slowed down', () => {
  it('is fit for everybody', async () => {
    const client = createClient(stage.url);
    for (let asks = 0; asks < 25; asks++) await client.post('/web/reset_password', { login: `nobody-${asks}` });
    page = await stage.open();
    await page.goto('/web/reset_password');
    await page.getByLabel('Email').fill('mara.keller');
    await page.keyboard.press('Enter');
    await page.getByText('Too many tries in a short time').waitFor();
    assert.match(await page.locator('main').innerText(), /Try again in /);
    await isFitForEverybody(page);
  });
});

/** In the mailbox it may run no script, axe's neither. A landmark is for the program around it to set. */
async function showAsMailProgram(html: string): Promise<void> {
  await page.goto('about:blank');
  await page.setContent(html);
  await page.evaluate(() => {
    const main = document.createElement('main');
    main.append(...document.body.childNodes);
    document.body.append(main);
  });
}
