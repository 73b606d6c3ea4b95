import assert from 'node:assert/strict';
import { beforeEach, it } from 'node:test';
import { type ParsedMail, simpleParser } from 'mailparser';
import { minute } from '../../src/kernel/index.ts';
import type { Letter } from '../../src/mail/index.ts';
import { onEveryEngine } from '../engines.ts';
import { type Received, replies, type ScriptedServer, startRawServer } from '../smtp-server.ts';
import { groundOn } from './ground.ts';
import { letterTo, messageIdOf, operator, type Setting, scribe, serverAt, setStage, until } from './stage.ts';

onEveryEngine('the letter that arrives', (engine) => {
  const ground = groundOn(engine);
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await ground.serve();
  });

  interface Arrival {
    received: Received;
    mail: ParsedMail;
    head: string;
  }

  /** Sends a letter to each name, one after another, and reads what arrived. */
  async function arrivals(
    names: string[],
    write: (name: string) => Partial<Letter> = () => ({}),
    setting: Setting = {},
  ): Promise<Arrival[]> {
    const stage = setStage(ground.database, { servers: [serverAt(server.port)], ...setting });
    const stop = stage.run(
      scribe({ compose: async (message) => ({ letter: letterTo(message, write(message.to.name)), to: message.to }) }),
    );
    const before = server.received.length;
    for (const name of names)
      await stage.becomes(await stage.put({ to: { name, address: 'ann@example.com' } }), 'sent');
    await stop();
    return Promise.all(server.received.slice(before).map(read));
  }

  async function read(received: Received): Promise<Arrival> {
    const [head = ''] = received.raw.split('\r\n\r\n', 1);
    return { received, mail: await simpleParser(received.raw), head };
  }

  async function arrival(name: string, letter: Partial<Letter> = {}, setting: Setting = {}): Promise<Arrival> {
    const [arrived] = await arrivals([name], () => letter, setting);
    assert.ok(arrived);
    return arrived;
  }

  const recipients = (mail: ParsedMail) => [mail.to].flat().flatMap((field) => field?.value ?? []);

  it('carries its pictures beside the HTML that shows them', async () => {
    const content = Buffer.from('89504e470d0a1a0a', 'hex');
    const pictures = [{ cid: 'abc@logo', type: 'image/png', content }] as const;
    const { mail, received } = await arrival('Ann', { html: '<img src="cid:abc@logo">', pictures });
    const [picture] = mail.attachments;
    assert.equal(picture?.contentId, '<abc@logo>');
    assert.equal(picture?.contentDisposition, 'inline');
    assert.equal(picture?.related, true);
    assert.deepEqual(picture?.content, content);
    assert.equal(picture?.filename, undefined, 'no program lists it as a file');
    assert.match(received.raw, /multipart\/alternative[\s\S]*text\/plain[\s\S]*multipart\/related[\s\S]*text\/html/);
  });

  it('has text and HTML, one date, one sender, one recipient, and says that it is automatic', async () => {
    const { mail, head, received } = await arrival('Ann');
    assert.equal(received.from, 'no-reply@acme.test');
    assert.deepEqual(mail.from?.value, [{ name: 'Rekey', address: 'no-reply@acme.test' }]);
    assert.deepEqual(recipients(mail), [{ name: 'Ann', address: 'ann@example.com' }]);
    assert.equal(mail.subject, 'Password reset for Ann');
    assert.equal(mail.text, 'A letter to Ann.\n');
    assert.equal(mail.html, '<p>A letter to Ann.</p>');
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
    assert.equal(mail.headers.get('x-auto-response-suppress'), 'All');
    assert.equal(mail.date?.toISOString(), '2026-11-24T12:00:00.000Z');
    assert.match(head, /^Content-Type: multipart\/alternative;/m);
    assert.match(received.raw, /Content-Type: text\/html; charset=utf-8/);
    for (const field of ['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version']) {
      assert.equal(head.match(new RegExp(`^${field}:`, 'gim'))?.length, 1, field);
    }
    assert.doesNotMatch(received.raw, /x-mailer|list-unsubscribe|reply-to|nodemailer|10\.6|_nmp/i);
  });

  it('is named after its sender, and by nothing of this machine', async () => {
    const from = { name: 'Acme', address: 'hello@company.example' };
    const own = await arrival('Ann', { from });
    assert.match(messageIdOf(own.received.raw), /^<[0-9a-f-]{36}@company\.example>$/);
    assert.equal(own.received.from, from.address);
    const general = await arrival('Ann', {});
    assert.match(messageIdOf(general.received.raw), /^<[0-9a-f-]{36}@acme\.test>$/);
  });

  it('takes its sender from the company, else the server, else the installation, else the account', async () => {
    const sender = async (
      letter: Partial<Letter>,
      from: string | undefined,
      mailFrom: string | undefined,
      user?: string,
    ) => {
      const servers = [serverAt(server.port, { from, user, password: user && 'p' })];
      return (await arrival('Ann', letter, { servers, mailFrom })).received.from;
    };
    const company = { from: { name: 'C', address: 'c@c.test' } };
    assert.equal(await sender(company, 'S <s@s.test>', 'i@i.test'), 'c@c.test');
    assert.equal(await sender({}, 'S <s@s.test>', 'i@i.test'), 's@s.test');
    assert.equal(await sender({}, undefined, 'i@i.test'), 'i@i.test');
    assert.equal(await sender({}, undefined, undefined, 'u@u.test'), 'u@u.test');
    assert.equal(await sender({}, undefined, undefined), 'no-reply@rekey.test');
  });

  it('carries names of any script, to the letter', async () => {
    const names = [
      'Jürgen Groß',
      'Żółć Gęślą',
      'Владимир',
      'Ελένη',
      'محمد علي',
      'שרה',
      '王小明',
      '山田 太郎',
      '김민준',
      'नरेन्द्र',
      '🦊 Fox',
      'O\'Brien, "Bob" (IT)',
      'a\\b',
      'Dr. A; B: C',
    ];
    const arrived = await arrivals(names);
    for (const [index, name] of names.entries()) {
      const mail = arrived[index]?.mail;
      assert.ok(mail);
      assert.deepEqual(recipients(mail), [{ name, address: 'ann@example.com' }]);
      assert.equal(mail.subject, `Password reset for ${name}`);
      assert.equal(mail.text, `A letter to ${name}.\n`);
    }
  });

  it('does not decode a name that looks encoded into something else', async () => {
    const { mail, head, received } = await arrival('=?utf-8?Q?evil=0ABcc=3A_x=40evil.example?=');
    const shown = '= ?utf-8?Q?evil=0ABcc=3A_x=40evil.example?=';
    assert.deepEqual(received.to, ['ann@example.com']);
    assert.deepEqual(recipients(mail), [{ name: shown, address: 'ann@example.com' }]);
    assert.equal(mail.subject, `Password reset for ${shown}`);
    assert.doesNotMatch(head, /^Bcc/im);
  });

  it('I-11 gets no header and no recipient from a name, a subject or a sender', async () => {
    const attacks = [
      'Eve\r\nBcc: eve@evil.example',
      'Eve\nTo: eve@evil.example',
      'Eve\rX-Evil: 1',
      'Eve\0',
      'Eve\u2028Bcc: eve@evil.example',
      'Eve\u0085Bcc: e@evil.example',
      'a@evil.example, b',
      '"<eve@evil.example>',
      'Eve>, <eve@evil.example',
      'Eve: eve@evil.example;',
    ];
    const from = (name: string) => ({
      subject: `Password reset for ${name}`,
      from: { name, address: 'no-reply@acme.test' },
    });
    const arrived = await arrivals(attacks, from);
    assert.equal(arrived.length, attacks.length);
    for (const { received, mail, head } of arrived) {
      assert.deepEqual(received.to, ['ann@example.com'], head);
      assert.deepEqual(
        recipients(mail).map(({ address }) => address),
        ['ann@example.com'],
        head,
      );
      assert.deepEqual(
        mail.from?.value.map(({ address }) => address),
        ['no-reply@acme.test'],
        head,
      );
      assert.doesNotMatch(head, /^(?:bcc|x-evil|cc)/im);
      assert.equal(head.match(/^to:/gim)?.length, 1);
      assert.equal(head.match(/^subject:/gim)?.length, 1);
    }
  });

  it('shows no name that rewrites the line it stands in, and none longer than 60 characters', async () => {
    const { mail } = await arrival(`\u202egro.live\u202c ${'é'.repeat(200)}`);
    const [{ name = '' } = {}] = recipients(mail);
    assert.ok(name.startsWith('gro.live é'));
    assert.equal([...name].length, 60);
  });

  it('I-56 has no line longer than 998 octets, and lines that begin with a dot arrive', async () => {
    const text = `${'word '.repeat(500)}\n.\n..\n.end ${'ü'.repeat(2000)}\n`;
    const { received, mail } = await arrival('Ann', { text, html: `<p>${'x'.repeat(5000)}</p>` });
    assert.ok(received.raw.split('\r\n').every((line) => Buffer.byteLength(line) <= 998));
    assert.equal(mail.text, text);
    for (const end of ['\r.\r', '\n.\r\n', '\r\n.\n', '\r\n.\r']) {
      const odd = await arrivals(['Ann'], () => ({
        text: `one${end}MAIL FROM:<x@evil.example>\r\n`,
        html: `a${end}b`,
      }));
      assert.equal(odd.length, 1);
      assert.doesNotMatch(odd[0]?.received.raw ?? '', /\r(?!\n)|(?<!\r)\n/, JSON.stringify(end));
    }
  });

  it('I-09 is for the stored address only, whatever the queue was told', async () => {
    const stage = setStage(ground.database, { servers: [serverAt(server.port)] });
    const stored = { name: 'Ann', address: 'stored@example.com' };
    const stop = stage.run(scribe({ compose: async (message) => ({ letter: letterTo(message), to: stored }) }));
    await stage.becomes(await stage.put({ to: { name: 'Ann', address: 'typed@example.com' } }), 'sent');
    await stop();
    assert.deepEqual(server.received.at(-1)?.to, ['stored@example.com']);
  });

  it('goes to international domains in their ASCII form', async () => {
    const stage = setStage(ground.database, { servers: [serverAt(server.port)] });
    const stop = stage.run(scribe());
    await stage.becomes(await stage.put({ to: { name: 'Ann', address: 'ann@bücher.example' } }), 'sent');
    await stop();
    assert.match(server.received.at(-1)?.raw ?? '', /^To: Ann <ann@xn--bcher-kva\.example>\r$/m);
  });

  it('comes back to international domains in their ASCII form', async () => {
    const fine = [/^(?:EHLO|MAIL|RCPT|RSET)/, '250 fine'] as const;
    const plain = await startRawServer(replies([fine, [/^DATA/, '354 go on'], [/^\.$/, '250 taken']]));
    const stage = setStage(ground.database, { servers: [serverAt(plain.port)] });
    await stage.settings.change(operator, 'bounce_address', 'back@bücher.example');
    const stop = stage.run(scribe());
    await stage.becomes(await stage.put(), 'sent');
    await stop();
    await plain.close();
    await stage.settings.revert(operator, 'bounce_address');
    assert.match(plain.heard(), /^MAIL FROM:<back\+[\w-]+@xn--bcher-kva\.example>\r$/m);
  });

  it('leaves nothing behind of credentials or contents, in rows or in logs', async () => {
    const secrets = [
      'Very-Secret-1',
      'rekey-account',
      Buffer.from('Very-Secret-1').toString('base64'),
      'Jx2mVtqvXl0y5wq1ZkE9bTn3uYc7RhPa4sDgFoLiKeM',
    ];
    const [password, user, , token] = secrets;
    const link = `https://rekey.test/web/reset_password?token=${token}`;
    const demanding = await ground.serve({ auth: true });
    const servers = [serverAt(demanding.port, { user, password })];
    const stage = setStage(ground.database, { servers });
    const stop = stage.run(scribe({}, { text: `Open ${link}`, html: `<a href="${link}">Open</a>` }));
    // A server that failed its probe would be sent no letter that it could refuse.
    await until(async () => (await stage.mail.servers.list(operator))[0]?.state === 'working');
    demanding.script.login = (name, word) => ({
      code: 535,
      text: `no ${name} ${word} ${Buffer.from(word).toString('base64')}`,
    });
    demanding.hangUp();
    const id = await stage.put();
    await until(async () => (await stage.message(id)).attempts.length === 1);
    demanding.script.login = () => undefined;
    demanding.script.letter = () => ({ code: 451, text: `no letters that say ${link}` });
    await stage.pass(2 * minute);
    const told = await until(async () => {
      const now = await stage.message(id);
      return now.attempts.length >= 2 && now;
    });
    await stop();
    const rows = await Promise.all([
      ground.database.read.selectFrom('messages').selectAll().execute(),
      ground.database.read.selectFrom('attempts').selectAll().execute(),
      ground.database.read.selectFrom('audit_events').selectAll().execute(),
    ]);
    const everything = JSON.stringify([rows, told, stage.logged]);
    for (const secret of secrets) assert.ok(!everything.includes(secret), secret);
    assert.ok(!stage.logged.some((line) => line.includes('ann@example.com')));
    assert.match(
      told.attempts.at(-1)?.reply ?? '',
      /^451 no letters that say https:\/\/rekey\.test\/web\/reset_password\?token=\*\*\*$/,
    );
  });
});
