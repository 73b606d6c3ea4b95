import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { sqlite } from '../engines.ts';
import { openInstallation } from '../installation.ts';
import { isBelieved } from '../mail/believed.ts';
import { authority } from '../mail/certificates.ts';
import { startNamesServer } from '../names-server.ts';
import { startPostfix, unpackPostfix } from '../postfix.ts';
import { startSmtpServer } from '../smtp-server.ts';

const unpacked = unpackPostfix();

async function until<T>(look: () => Promise<T | undefined> | T | undefined, told: () => string): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(100);
  }
  throw new Error(told());
}

it('a real Postfix delivers a signed letter, and what it cannot deliver comes back and marks the user', {
  skip: 'missing' in unpacked && unpacked.missing,
}, async (t) => {
  assert.ok('folder' in unpacked);
  const dns = await startNamesServer();
  const home = await openInstallation(sqlite, { dnsServers: [dns.address] });
  const { app, operator } = home;
  const receiver = await app.mail.receiveBounces([app.resets.composer], { host: '127.0.0.1', port: 0 });
  const sender = await startSmtpServer();
  const onward = [
    { domain: 'back.lumen.example', port: receiver.port },
    { domain: 'lumen.example', port: sender.port },
  ];
  const postfix = await startPostfix(unpacked.folder, { domain: 'people.test', people: ['ann'], onward });
  t.after(async () => {
    await postfix.stop();
    await receiver.close();
    await sender.close();
    await home.close();
    await dns.close();
  });

  const key = await app.mail.dkim.create(operator, 'lumen.example');
  dns.zone = { [`TXT ${key.record.name}`]: [key.record.value] };
  await app.mail.dkim.start(operator, key.id);
  const { id } = await app.mail.servers.create(operator, {
    sequence: 1,
    smtp_host: '127.0.0.1',
    smtp_port: postfix.port,
    smtp_encryption: 'starttls',
    authority,
  });
  const test = await app.mail.servers.test(operator, { server: id });
  assert.deepEqual([test.accepted, test.tls_protocol], [true, 'TLSv1.3'], JSON.stringify(test));

  const ann = await home.adopted({ login: 'ann', email: 'ann@people.test', language: 'ar' });
  await app.resets.send(operator, ann.id, {});
  const raw = await until(() => postfix.mailbox('ann')[0], postfix.log);
  const letter = await simpleParser(Buffer.from(raw, 'latin1'));
  assert.match(letter.text ?? '', /\/web\/reset_password\?token=/);
  assert.match(String(letter.headers.get('received')), /with ESMTPS/);
  assert.ok(isBelieved(raw.replaceAll(/\r?\n/g, '\r\n'), key.record.value));

  // With no address for bounces they go to the sender, whoever reads that mailbox: headers, and no link.
  const dora = await home.adopted({ login: 'dora', name: 'Dora Lind', email: 'dora@people.test' });
  await app.resets.send(operator, dora.id, {});
  const { raw: back } = await until(() => sender.received[0], postfix.log);
  assert.match(back, /^Subject: Password reset for Dora Lind/m);
  assert.match(back, /^Content-Type: text\/rfc822-headers/m);
  assert.doesNotMatch(back, /reset_password|token/);

  await app.settings.change(operator, 'bounce_address', 'bounces@back.lumen.example');
  await app.mail.servers.test(operator, {}); // learns the setting now, not within a second
  const ben = await home.adopted({ login: 'ben', email: 'ben@people.test' });
  const { reset } = await app.resets.send(operator, ben.id, {});
  const marked = async () => (await app.users.show(operator, ben.id)).mailFailing || undefined;
  await until(marked, postfix.log);
  const told = await app.resets.describe(operator, reset.id);
  const last = told?.timeline.filter(({ event }) => event === 'attempt').at(-1);
  assert.equal(last?.['reason'], 'bounced');
  assert.match(String(last['reply']), /unknown user/i);
});
