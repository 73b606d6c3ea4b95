import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import type { Route } from 'playwright-core';
import { phone, reads, stageForAll } from './stage.ts';

const stage = stageForAll();

/** Whom an asker may name, by what the server knows of them. */
const named = {
  'a login': 'mara.keller',
  'an email': 'olena.kovalenko@example.com',
  'an email that two people share': 'front.office@example.com',
  nobody: 'nobody-at-all@example.com',
  'an archived person': 'priya.raman@example.com',
  'an invited person': 'nia.prosser',
  'a person without an email': 'goods-in',
  'a person whose email is malformed': 'tom.fletcher',
  'an administrator': 'admin',
  nonsense: '‮\u{1f600}<b>',
};

describe('asking for a reset', () => {
  it('is answered with the same bytes, whoever is named', async () => {
    const answers = new Map<string, unknown>();
    for (const [who, login] of Object.entries(named)) {
      const asked = await send('POST', '/web/reset_password', new URLSearchParams({ login }).toString());
      const told = await send('GET', '/web/reset_password/sent');
      answers.set(who, { asked, told });
    }
    const [first, ...others] = answers;
    assert.ok(first);
    for (const [who, answer] of others) assert.deepEqual(answer, first[1], who);
  });

  it('looks the same to a person, and sends letters only to those who are meant', async () => {
    const seen = new Set<string>();
    const ask = async (login: string) => {
      const page = await stage.open(phone);
      await page.goto('/web/login');
      await page.getByRole('link', { name: 'Reset Password' }).click();
      await page.getByLabel('Email').fill(login);
      await page.getByRole('button', { name: 'Reset Password' }).click();
      await reads(page, 'Password reset instructions are on their way, if an account matches.');
      seen.add(`${page.url()} ${await page.content()}`);
    };
    await ask('nobody-at-all');
    await ask('priya.raman');
    const wanted = { to: 'ipek.caglar@example.com', subject: 'Password reset for İpek Çağlar' };
    const letter = await stage.letterAfter(() => ask('IPEK.CAGLAR'), wanted);
    assert.match(letter.text, /Hello İpek Çağlar,/);
    assert.equal(seen.size, 1);
    const strangers = { to: 'priya.raman@example.com', subject: 'Password reset for Priya Raman' };
    assert.equal(await stage.countLetters(strangers), 0);
  });

  it('is possible once more where the sending was stopped', async () => {
    const page = await stage.open(phone);
    await page.clock.install();
    await page.goto('/web/reset_password');
    await page.getByLabel('Email').fill('nobody-at-all');
    let presses = 0;
    const stopsFirst = (route: Route) => {
      const isForm = route.request().method() === 'POST';
      return isForm && ++presses === 1 ? route.abort('aborted') : route.continue();
    };
    await page.route('**/web/reset_password', stopsFirst);
    const form = page.locator('form[action="/web/reset_password"]');
    await form.getByRole('button').click({ noWaitAfter: true });
    await form.and(page.locator('[aria-busy]')).waitFor();
    await page.clock.fastForward(15_000);
    await form.getByRole('button').click();
    await reads(page, 'Password reset instructions are on their way, if an account matches.');
    assert.equal(presses, 2);
  });

  it('again at once says the same and brings no second letter', async () => {
    const wanted = { to: 'lukasz.zurawski@example.com', subject: 'Password reset for Łukasz Żurawski' };
    const page = await stage.open();
    const ask = async () => {
      await page.goto('/web/reset_password');
      await page.getByLabel('Email').fill('lukasz.zurawski');
      await page.keyboard.press('Enter');
      await reads(page, 'Password reset instructions are on their way, if an account matches.');
    };
    await stage.letterAfter(ask, wanted);
    await page.getByRole('link', { name: 'Ask again' }).click();
    await reads(page, 'Reset your password');
    await ask();
    // What was asked for later is decided later: once this letter is here, that ask is behind us.
    await page.goto('/web/reset_password');
    await stage.letterAfter(
      async () => {
        await page.getByLabel('Email').fill('sinead.obrien');
        await page.keyboard.press('Enter');
      },
      { to: "sinead.o'brien@example.com", subject: "Password reset for Sinéad O'Brien" },
    );
    assert.equal(await stage.countLetters(wanted), 1);
  });

  it('with an empty form says what is missing', async () => {
    const page = await stage.open({ ...phone, javaScriptEnabled: false });
    await page.goto('/web/reset_password');
    await page.getByLabel('Email').fill('   ');
    await page.getByRole('button', { name: 'Reset Password' }).click();
    await page.getByRole('alert').getByText('Enter your email address or your login.').waitFor();
  });
});

/** Everything that comes over the wire, but the time of day. */
async function send(method: string, path: string, body = ''): Promise<unknown> {
  const headers = {
    Origin: stage.url,
    'Sec-Fetch-Site': 'same-origin',
    'Content-Type': 'application/x-www-form-urlencoded',
  };
  const sending = request(`${stage.url}${path}`, { method, headers, agent: false });
  sending.end(body);
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  const { statusCode, statusMessage, rawHeaders } = answer;
  const timeless = rawHeaders.filter((_, index) => rawHeaders[index - (index % 2)] !== 'Date');
  return { statusCode, statusMessage, headers: timeless, body: await text(answer) };
}
