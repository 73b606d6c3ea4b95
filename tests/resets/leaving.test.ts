import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { simpleParser } from 'mailparser';
import { hour } from '../../src/kernel/index.ts';
import { serverFromUrl } from '../../src/mail/index.ts';
import { strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { type ScriptedServer, startSmtpServer } from '../smtp-server.ts';

onEveryEngine('the link in a letter that is leaving', (engine) => {
  let home: Installation;
  let relay: ScriptedServer;
  before(async () => {
    relay = await startSmtpServer();
    const server = { ...serverFromUrl(`smtp://127.0.0.1:${relay.port}`), name: 'relay' };
    home = await openInstallation(engine, { mailServers: async () => [server] });
  });
  after(async () => {
    await home.close();
    await relay.close();
  });

  /** Whose the link is; asked after something was written, which no transaction of the sender holds up. */
  const shownTo = async (raw: string): Promise<string> => {
    await home.app.settings.change(home.operator, 'invitation_life', hour);
    const { text = '' } = await simpleParser(raw);
    const [, token = ''] = /[?&]token=([\w-]+)/.exec(text) ?? [];
    return (await home.app.resets.show(token)).user.login;
  };

  it('I-62 works before the mail server has said a word, and nobody who writes waits for the mail server', async () => {
    const shown = Promise.withResolvers<string>();
    relay.script.letter = async ({ raw }) => {
      shown.resolve(shownTo(raw));
      await shown.promise.catch(() => {});
      return undefined;
    };
    await home.confirmed({ login: 'mara', email: 'mara@example.com', password: 'Lantern-harbour-58' });
    await home.app.resets.ask(strangerAt('192.0.2.1'), { login: 'mara' });
    await home.app.resets.decide();
    assert.equal(await shown.promise, 'mara');
  });
});
