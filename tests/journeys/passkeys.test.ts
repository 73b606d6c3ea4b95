import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { minute } from '../../src/kernel/index.ts';
import { openChromium } from '../chromium.ts';
import { openServed, type Served } from '../pages/served.ts';
import {
  choose,
  isSignedIn,
  newPassword,
  oldPassword,
  openWindows,
  phone,
  reads,
  type Stage,
  signIn,
} from './stage.ts';

const login = 'mira.sol';

let served: Served;
let browser: Browser;
let windows: Pick<Stage, 'open' | 'closeAll'>;
let page: Page;
let device: Device;
before(async () => {
  served = await openServed({ host: 'localhost' });
  await served.confirmed({ login, name: 'Mira Sol', email: 'mira@lumen.example', password: oldPassword });
  browser = await openChromium();
  windows = openWindows(browser, served.url);
  page = await windows.open(phone);
  device = await plugIn(page);
});
after(async () => {
  await windows.closeAll();
  await browser.close();
  await served.close();
});

/** A device that keeps passkeys and whose owner touches it when asked. */
interface Device {
  cdp: CDPSession;
  id: string;
  passkeys(): Promise<number>;
}

async function plugIn(page: Page): Promise<Device> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId: id } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    cdp,
    id,
    passkeys: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId: id })).credentials.length,
  };
}

const signOut = async (): Promise<void> => {
  await page.goto('/web/session/logout');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You are signed out.').waitFor();
};
const withPasskey = () => page.getByRole('button', { name: 'Use a passkey' });

describe('a passkey', () => {
  it('is asked for once the password was given, where that is long ago: the page leads there, and back', async () => {
    await signIn(page, login, oldPassword);
    await page.goto('/my/security/two-factor?redirect=/my');
    served.clock.advance(11 * minute);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await reads(page, 'Confirm that it is you');
    await page.getByLabel('Password', { exact: true }).fill(oldPassword);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await reads(page, 'Second factor');
    assert.equal(new URL(page.url()).search, '?redirect=%2Fmy');
  });

  it('that nobody waits for any more leads to signing in', async () => {
    await signOut();
    const stale = await windows.open();
    await signIn(stale, login, oldPassword);
    await stale.goto('/my/security/two-factor');
    await stale.context().clearCookies();
    await stale.getByRole('button', { name: 'Add a passkey' }).click();
    await reads(stale, 'Sign in');
  });

  it('is added under one’s own security, with recovery codes', async () => {
    await signIn(page, login, oldPassword);
    await page.goto('/my/security/two-factor');
    await page.getByLabel('Name').fill('My phone');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await reads(page, 'Your recovery codes');
    assert.equal(await device.passkeys(), 1);
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await page.getByText('My phone', { exact: true }).waitFor();
  });

  it('says why none was added: the device has one already, or the server is busy', async () => {
    const add = page.getByRole('button', { name: 'Add a passkey' });
    await add.click();
    await page.getByText('This device has a passkey of yours already.').waitFor();
    await page.route('**/options', (route) => route.fulfill({ status: 503 }));
    await add.click();
    await page.getByText('That did not work, and nothing was changed.').waitFor();
    await page.unroute('**/options');
    assert.equal(await device.passkeys(), 1);
  });

  it('is asked for once, however often its button is pressed', async () => {
    const tries: string[] = [];
    const lookedOn = Promise.withResolvers<void>();
    await page.route('**/options', async (route) => {
      tries.push(route.request().url());
      await lookedOn.promise;
      await route.continue();
    });
    const add = page.getByRole('button', { name: 'Add a passkey' });
    await add.click();
    await add.click();
    lookedOn.resolve();
    await page.getByText('This device has a passkey of yours already.').waitFor();
    assert.equal(tries.length, 1);
    await page.unroute('**/options');
  });

  it('signs its owner in without a password and without a name, and leads where they were going', async () => {
    await signOut();
    await page.goto('/my/security');
    await reads(page, 'Sign in');
    await withPasskey().click();
    await reads(page, 'Your sessions');
  });

  it('is the second factor after a password', async () => {
    await signOut();
    await signIn(page, login, oldPassword);
    await reads(page, 'One more step');
    assert.equal(await isSignedIn(page), false);
    await signIn(page, login, oldPassword);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await reads(page, 'Your profile');
  });

  it('is still asked for after a reset: the link opens no session', async () => {
    await signOut();
    const user = (await served.app.users.meantBy(served.app.database.read, login))[0];
    const { link = '' } = await served.app.resets.send(served.operator, user?.id ?? '', { printLink: true });
    await page.goto(link);
    await choose(page, newPassword);
    await reads(page, 'One more step');
    assert.equal(await isSignedIn(page), false);
    const stranger = await windows.open();
    await signIn(stranger, login, newPassword);
    await reads(stranger, 'One more step');
    await signIn(page, login, newPassword);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await reads(page, 'Your profile');
  });

  it('that the installation does not know any more is refused without a word about anybody', async () => {
    await signOut();
    const user = (await served.app.users.meantBy(served.app.database.read, login))[0];
    await served.app.factors.removeAll(served.operator, user?.id ?? '', { identityCheck: 'known', note: '' });
    await page.goto('/web/login');
    await withPasskey().click();
    await page.getByText('This passkey was not accepted').waitFor();
    assert.equal(await isSignedIn(page), false);
  });

  it('has no button where the browser has no script, or the site no name', async () => {
    const plain = await windows.open({ javaScriptEnabled: false });
    const numbered = await browser.newPage({ baseURL: served.url.replace('localhost', '127.0.0.1') });
    for (const one of [plain, numbered]) {
      await one.goto('/web/login');
      await reads(one, 'Sign in');
      assert.equal(await one.getByRole('button', { name: 'Use a passkey' }).count(), 0);
    }
    await numbered.close();
  });

  it('is led to from the address of a company, where none can be used', async () => {
    const site = new URL(served.url).host;
    const company = await browser.newPage({ baseURL: `http://lumen.${site}` });
    await company.goto('/web/login?redirect=/my/security');
    await reads(company, 'Sign in');
    assert.equal(await company.getByRole('button', { name: 'Use a passkey' }).count(), 0);
    await company.getByRole('link', { name: 'Use a passkey at localhost' }).click();
    await company.waitForURL(`http://${site}/web/login?redirect=%2Fmy%2Fsecurity`);
    await company.getByRole('button', { name: 'Use a passkey' }).waitFor();
    await company.close();
  });
});
