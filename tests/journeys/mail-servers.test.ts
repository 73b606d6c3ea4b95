import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isFitForEverybody } from './every-page.ts';
import { stageForAll } from './stage.ts';

const at = '/settings/technical/email/outgoing-mail-servers';

const stage = stageForAll();

describe('an administrator sets an outgoing mail server', () => {
  it('and tests it: choosing the security sets the port, and what is wrong is told in words to act on', async () => {
    const page = await stage.asAdministrator();
    await page.goto(at);
    await page.getByRole('link', { name: 'New', exact: true }).click();
    await page.getByLabel('Connection Security').selectOption('ssl');
    assert.equal(await page.getByLabel('SMTP Port').inputValue(), '465');
    await page.getByLabel('Connection Security').selectOption('starttls');
    assert.equal(await page.getByLabel('SMTP Port').inputValue(), '587');
    await isFitForEverybody(page);
    await page.getByLabel('SMTP Server').fill('localhost');
    await page.getByLabel('SMTP Port').fill('9');
    await page.getByLabel('Username').fill('rekey@example.com');
    await page.getByLabel('Password', { exact: true }).fill('Very-Secret-1');
    await page.getByRole('button', { name: 'Test Connection' }).click();
    await page.getByText('Connection Test Failed!').waitFor();
    await page.getByText('Nothing listens at this server and port.').first().waitFor();
    await isFitForEverybody(page);
  });

  it('and puts it first by dragging, or last by its arrow, and copies the findings for IT support', async () => {
    const page = await stage.asAdministrator({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(at);
    const rows = page.locator('table.servers tbody tr');
    const isFirst = (name: string) => rows.first().getByRole('link', { name, exact: true }).waitFor();
    await isFirst('Mailbox');
    await rows.nth(1).locator('[data-grip]').dragTo(rows.nth(0));
    await page.getByText('The order was changed.').waitFor();
    await isFirst('localhost');
    await page.getByRole('button', { name: 'Move localhost down' }).click();
    await isFirst('Mailbox');
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /localhost:9 \(starttls, login\)[\s\S]*letters waiting: 0/);
    assert.doesNotMatch(copied, /Very-Secret|rekey@example\.com/);
  });

  for (const javaScriptEnabled of [true, false]) {
    it(`and moves it on with the same key, ${javaScriptEnabled ? 'with' : 'without'} JavaScript: the focus stays at its arrow`, async () => {
      const page = await stage.asAdministrator({ javaScriptEnabled });
      await page.goto(at);
      const arrow = (way: string) => page.getByRole('button', { name: `Move localhost ${way}` });
      await arrow('up').focus();
      for (const way of ['down', 'up']) {
        await page.keyboard.press('Enter');
        await page.getByText('The order was changed.').waitFor();
        await arrow(way).and(page.locator(':focus')).waitFor();
      }
    });
  }

  it('and sends a real test mail over the mailbox, with the conversation to read', async () => {
    const page = await stage.asAdministrator();
    await page.goto(`${at}/mailbox`);
    await page.getByRole('button', { name: 'Send test mail' }).click();
    await page.getByText(/The test mail was sent to/).waitFor();
    await page.getByText('The conversation').click();
    await page.getByText('C: MAIL FROM:').waitFor();
    await isFitForEverybody(page);
  });

  it('and stops all mail, which every page then says, without JavaScript as well', async () => {
    const page = await stage.asAdministrator({ javaScriptEnabled: false });
    await page.goto(at);
    await page.getByRole('button', { name: 'Stop all outgoing mail' }).click();
    await page.getByText('All outgoing mail is stopped.').first().waitFor();
    await page.getByRole('button', { name: 'Let mail go on' }).waitFor();
    const other = await stage.asAdministrator();
    await other.goto('/settings');
    await other.getByText('All outgoing mail is stopped. Letters wait in the queue.').waitFor();
    await isFitForEverybody(other);
    await page.goto(at);
    await page.getByRole('button', { name: 'Let mail go on' }).click();
    await page.getByText('Mail goes on.').waitFor();
  });

  it('and signs in there with OAuth, for which another administrator is asked: both pages fit a phone, whatever its address', async () => {
    const page = await stage.asAdministrator();
    await page.goto('/settings/general');
    await page.getByLabel('Changes of mail servers and of addresses in letters need a second administrator').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('setting was changed').waitFor();
    await page.goto(`${at}/new`);
    await page.getByLabel('Authenticate with').selectOption('xoauth2');
    await isFitForEverybody(page);
    await page.getByLabel('SMTP Server').fill('smtp.office365.com');
    await page.getByLabel('Username').fill('rekey@example.com');
    await page
      .getByLabel('Token address')
      .fill(`https://login.microsoftonline.com/${'tenant'.repeat(9)}/oauth2/v2.0/token`);
    await page.getByLabel('Client ID').fill('rekey');
    await page.getByLabel('Client secret', { exact: true }).fill('Very-Secret-2');
    await page.getByLabel('Scope').fill('https://outlook.office365.com/.default');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('It is done as soon as another administrator approves it.').waitFor();
    await page.goto('/settings/approvals');
    await isFitForEverybody(page);
  });
});
