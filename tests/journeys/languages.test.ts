import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { createLocale, languages } from '../../src/locale/index.ts';
import { editableLetters, fixedLetters } from '../../src/resets/index.ts';
import { tokenIn } from '../installation.ts';
import { isFitForEverybody } from './every-page.ts';
import { servedForAll } from './served.ts';
import { patience, phone, reads } from './stage.ts';

const password = 'Harbour-violet-29';

const served = servedForAll();

const people = [
  { who: 'a German', language: 'de', locale: 'de-AT', timeZone: 'Europe/Vienna', name: 'Jürgen Österle' },
  { who: 'an Arab', language: 'ar', locale: 'ar-LB', timeZone: 'Asia/Beirut', name: 'ليلى حداد' },
];

for (const { who, language, locale, timeZone, name } of people) {
  const t = createLocale().in(language);

  /** Nothing on the way is in another language, or from another side. */
  const speaks = async (page: Page): Promise<void> => {
    const { lang, dir } = await page.evaluate(() => {
      const { lang, dir } = document.documentElement;
      return { lang, dir: dir || getComputedStyle(document.documentElement).direction };
    });
    assert.deepEqual([lang, dir], [language, t.direction], page.url());
  };

  for (const javaScriptEnabled of [true, false]) {
    describe(`${who} with a narrow phone ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
      const login = `${language}-${javaScriptEnabled ? 'with' : 'without'}`;
      const email = `${login}@lumen.example`;

      /** Looks at the page as it stands, and goes on; `closely` at those that say the most. */
      const look = async (page: Page, closely = false): Promise<void> => {
        await speaks(page);
        if (closely && javaScriptEnabled) await isFitForEverybody(page);
        // Whoever makes everything twice as large on a phone has half as much room.
        for (const width of [phone.viewport.width / 2, phone.viewport.width]) {
          await page.setViewportSize({ ...phone.viewport, width });
          const { wide, cut } = await page.evaluate(() => ({
            wide: document.documentElement.scrollWidth,
            cut: [...document.querySelectorAll('.rules')].some((rules) => rules.scrollWidth > rules.clientWidth),
          }));
          assert.ok(wide <= width && !cut, `${page.url()} is ${wide} wide in ${width}`);
        }
      };

      it('asks, gets a letter to read, chooses a password and is inside', async () => {
        await served.adopted({ login, email, name, language, timeZone });
        const page = await served.open({ ...phone, locale, javaScriptEnabled });
        const press = (button: string) => page.getByRole('button', { name: button, exact: true }).click();

        await page.goto('/web/login');
        await look(page);
        await page.getByRole('link', { name: t('pages.sign_in.reset'), exact: true }).click();
        await look(page);
        await page.getByLabel(t('pages.ask.login')).fill(email);
        await press(t('pages.ask.button'));
        await reads(page, t('pages.sent.title'));
        await look(page);

        await served.app.resets.decide();
        const [letter] = await served.letters(email);
        assert.equal(letter?.subject, t('letters.reset.subject', { name }).replace(/[\u2066-\u2069]/g, ''));
        assert.match(letter.html, new RegExp(`<html lang="${language}" dir="${t.direction}">`));
        assert.ok(letter.html.includes(t('letters.button')), letter.html);

        await page.goto(`/web/reset_password?token=${tokenIn(letter)}`);
        await reads(page, t('pages.new_password.title'));
        await look(page);
        const fill = async (typed: string): Promise<void> => {
          await page.getByLabel(t('pages.new_password.password'), { exact: true }).fill(typed);
          await page.getByLabel(t('pages.new_password.confirm'), { exact: true }).fill(typed);
        };
        await fill('kurz');
        await press(t('pages.new_password.button'));
        await page.getByRole('alert').getByText(t('pages.new_password.refused')).waitFor();
        await look(page, true);
        await fill(password);
        await press(t('pages.new_password.button'));
        await reads(page, t('pages.done.title'));
        await page.getByText(t('pages.done.signed_in', { name })).waitFor();
        await look(page, true);
        await page.getByRole('link', { name: t('pages.done.button'), exact: true }).click();
        await page.waitForURL('**/my', { timeout: patience });
        await look(page);

        const [notice] = await served.letters(email);
        assert.equal(notice?.subject, t('letters.changed.subject'));
        await page.goto(`/web/not_me?token=${tokenIn(notice)}`);
        await reads(page, t('pages.not_me.title'));
        await look(page, true);
        await page.locator('input[value=mine]').check();
        await press(t('pages.not_me.button'));
        await reads(page, t('pages.not_me.kept.title'));
        await look(page);
      });
    });
  }
}

it('every letter fits a narrow phone in every language, with names and addresses that are long', async () => {
  const name = 'Maximiliana Theodora von Rabenfels-Lichtenwalde';
  const login = `maximiliana.theodora.von.rabenfels-lichtenwalde@${'abteilung.'.repeat(3)}lumen.example`;
  const user = await served.adopted({ login, email: login, name, role: 'settings' });
  const actor = { kind: 'user', id: user.id, label: login, role: user.role } as const;
  const page = await served.open({ viewport: { width: 360, height: 740 }, isMobile: true });
  const tooWide: string[] = [];
  for (const language of languages) {
    for (const letter of [...editableLetters, ...fixedLetters]) {
      const which = { companyId: user.companyId, language, letter };
      await page.setContent(
        (await served.app.resets.previewLetter({ ...served.operator, actor }, which, undefined)).html,
      );
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > 360) tooWide.push(`${letter} in ${language} is ${wide} wide`);
    }
  }
  assert.deepEqual(tooWide, []);
});
