import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import { serverFromUrl } from '../../src/mail/index.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { until } from '../mail/stage.ts';
import { type ScriptedServer, startSmtpServer } from '../smtp-server.ts';

onEveryEngine('a letter that a mail server refuses', (engine) => {
  let server: ScriptedServer;
  let home: Installation;
  beforeEach(async () => {
    server = await startSmtpServer();
    const mailServers = async () => [{ ...serverFromUrl(`smtp://127.0.0.1:${server.port}`), name: 'strict' }];
    home = await openInstallation(engine, { mailServers });
  });
  afterEach(async () => {
    await home.close();
    await server.close();
  });

  /** Sends a reset to somebody, and tells how it and their address stand once the letter met this answer. */
  async function refused(login: string, step: 'to' | 'letter', text: string) {
    const { app, operator } = home;
    server.script = { [step]: () => ({ code: 550, text }) };
    const { id } = await home.adopted({ login, email: `${login}@strict.example` });
    const { reset } = await app.resets.send(operator, id, {});
    const attempt = await until(async () =>
      (await app.resets.describe(operator, reset.id))?.timeline.find(({ event }) => event === 'attempt'),
    );
    const { decision } = (await app.resets.describe(operator, reset.id)) ?? {};
    return [attempt['reason'], decision?.reason, (await app.users.show(operator, id)).mailFailing];
  }

  it('marks the user where it is the address that does not exist', async () => {
    assert.deepEqual(await refused('ann', 'to', '5.1.1 User unknown'), ['recipient_refused', 'undeliverable', true]);
  });

  it('marks nobody where the server does not want this machine, this sender, or these words', async () => {
    assert.deepEqual(await refused('ben', 'to', '5.7.1 Helo command rejected'), ['host_refused', 'send', false]);
    assert.deepEqual(await refused('cleo', 'letter', '5.7.26 SPF failed'), ['sender_unproven', 'send', false]);
    assert.deepEqual(await refused('dora', 'letter', '5.7.1 spam'), ['message_refused', 'send', false]);
    assert.deepEqual(await refused('emil', 'to', '5.7.1 quota for sending: limit of 400 rcpts per day'), [
      'account_limited',
      'send',
      false,
    ]);
  });

  it('marks nobody for words that nobody understands', async () => {
    assert.deepEqual(await refused('finn', 'to', 'no'), ['message_refused', 'send', false]);
  });
});
