import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import type { Database } from '../../src/database/index.ts';
import { Refusal } from '../../src/kernel/index.ts';
import type { DkimKeyRecord } from '../../src/mail/index.ts';
import { onEveryEngine } from '../engines.ts';
import { type NamesServer, startNamesServer } from '../names-server.ts';
import { refuses } from '../refuses.ts';
import type { ScriptedServer } from '../smtp-server.ts';
import { isBelieved } from './believed.ts';
import { groundOn } from './ground.ts';
import { operator, type Stage, scribe, serverAt, setStage, staff } from './stage.ts';

onEveryEngine('the signature of letters', (engine) => {
  const ground = groundOn(engine);
  let server: ScriptedServer;
  let dns: NamesServer;
  let stage: Stage;
  beforeEach(async () => {
    server = await ground.serve();
    dns = ground.keep(await startNamesServer());
    stage = setStage(ground.database, { servers: [serverAt(server.port)], dnsServers: [dns.address] });
  });

  const publish = ({ record }: DkimKeyRecord): void => {
    dns.zone = { ...dns.zone, [`TXT ${record.name}`]: [record.value] };
  };
  const lettersAfter = async (count: number): Promise<string[]> => {
    const stop = stage.run(scribe());
    for (let sent = 0; sent < count; sent += 1) await stage.becomes(await stage.put(), 'sent');
    await stop();
    return server.received.map(({ raw }) => raw);
  };

  it('is there, and believed, once the key is published and used', async () => {
    const key = await stage.mail.dkim.create(operator, 'ACME.test ');
    assert.equal(key.domain, 'acme.test');
    publish(key);
    assert.equal((await stage.mail.dkim.start(operator, key.id)).state, 'signing');
    const [letter = ''] = await lettersAfter(1);
    assert.match(letter, /^DKIM-Signature:(?:.*\r\n[ \t])*.*d=acme\.test/m);
    assert.ok(isBelieved(letter, key.record.value));
    assert.ok(!isBelieved(letter.replace('A letter to', 'A bill for'), key.record.value));
  });

  it('is not there while the key is only made, nor for another domain, nor once it is removed', async () => {
    await stage.mail.dkim.create(operator, 'acme.test');
    const other = await stage.mail.dkim.create(operator, 'other.test');
    publish(other);
    await stage.mail.dkim.start(operator, other.id);
    await stage.mail.dkim.remove(operator, other.id);
    const [letter = ''] = await lettersAfter(1);
    assert.doesNotMatch(letter, /DKIM-Signature/i);
  });

  it('is on every letter that leaves as a process starts, and once the keys could not be read at first', async () => {
    const key = await stage.mail.dkim.create(operator, 'acme.test');
    publish(key);
    await stage.mail.dkim.start(operator, key.id);
    const isSigned = (raw: string): boolean => /^DKIM-Signature/im.test(raw);
    const { database } = ground;
    let away = true;
    const faulty: Database = {
      ...database,
      get read() {
        if (away) throw new Refusal('busy', { retryAfter: 1 });
        return database.read;
      },
    };
    stage = setStage(faulty, { servers: [serverAt(server.port)] });
    await refuses(stage.mail.dkim.sign('acme.test', Buffer.from('Subject: Hello\r\n\r\nHello.\r\n')), 'busy');
    away = false;
    const ids = await Promise.all(Array.from({ length: 20 }, () => stage.put()));
    const stop = stage.run(scribe());
    for (const id of ids) await stage.becomes(id, 'sent');
    await stop();
    assert.equal(server.received.filter(({ raw }) => isSigned(raw)).length, 20);
    const other = setStage(database);
    const together = Array.from({ length: 20 }, (_, index) =>
      other.mail.dkim.sign('acme.test', Buffer.from(`Subject: ${index}\r\n\r\nHello.\r\n`)),
    );
    assert.ok((await Promise.all(together)).every((signed) => isSigned(signed.toString())));
  });

  it('begins only with a key that others can see', async () => {
    const key = await stage.mail.dkim.create(operator, 'acme.test');
    const refusal = await refuses(stage.mail.dkim.start(operator, key.id), 'dkim_not_published');
    assert.deepEqual(refusal.details, { name: key.record.name, type: 'TXT', value: key.record.value });
    dns.silent = true;
    await refuses(stage.mail.dkim.start(operator, key.id), 'dkim_not_published');
  });

  it('is for administrators to change, and its private key is sealed', async () => {
    await refuses(stage.mail.dkim.create(staff('access'), 'acme.test'), 'forbidden');
    await refuses(stage.mail.dkim.create(operator, 'no domain'), 'malformed');
    const key = await stage.mail.dkim.create(operator, 'acme.test');
    await refuses(stage.mail.dkim.create(operator, 'acme.test'), 'dkim_key_exists');
    await refuses(stage.mail.dkim.remove(staff('helpdesk'), key.id), 'forbidden');
    assert.deepEqual(await stage.mail.dkim.list(staff('helpdesk')), [key]);
    const rows = await ground.database.read.selectFrom('dkim_keys').selectAll().execute();
    assert.doesNotMatch(JSON.stringify(rows), /PRIVATE KEY/);
  });
});
