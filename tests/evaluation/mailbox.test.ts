import assert from 'node:assert/strict';
import { readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Bench, mailboxBench } from './senders.ts';

describe('the mailbox of an evaluation', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await mailboxBench();
  });
  afterEach(() => bench.end());

  const newest = async () => {
    const [line] = await bench.mailbox.list();
    const letter = line && (await bench.mailbox.byId(line.id));
    assert.ok(letter);
    return letter;
  };

  it('takes a letter and tells all of it', async () => {
    await bench.send({
      from: 'Fennmoor <accounts@example.com>',
      subject: 'Password reset for Mara Keller',
      html: '<a href="http://127.0.0.1:8470/web/reset_password?token=t">Reset Password</a>',
      text: 'Open http://127.0.0.1:8470/web/reset_password?token=t',
    });
    const letter = await newest();
    assert.equal(letter.subject, 'Password reset for Mara Keller');
    assert.equal(letter.to, 'mara.keller@example.com');
    assert.equal(letter.from, 'Fennmoor <accounts@example.com>');
    assert.equal(letter.at, new Date(bench.clock.now()).toISOString());
    assert.match(letter.headers['message-id'] ?? '', /^<.+@.+>$/);
    assert.match(letter.html, />Reset Password</);
    assert.equal(letter.text.trim(), 'Open http://127.0.0.1:8470/web/reset_password?token=t');
    assert.deepEqual(letter.links, ['http://127.0.0.1:8470/web/reset_password?token=t']);
  });

  it('finds everything again after a restart', async () => {
    await bench.send({ subject: 'first', text: 'one' });
    const before = await newest();
    await bench.restart();
    assert.deepEqual(await newest(), before);
  });

  it('keeps letters for their owner only', async () => {
    await bench.send({ subject: 'private', text: 'one' });
    const [name = ''] = readdirSync(bench.folder);
    assert.equal(statSync(bench.folder).mode & 0o777, 0o700);
    assert.equal(statSync(join(bench.folder, name)).mode & 0o777, 0o600);
  });

  for (const name of [
    'Sinéad O’Brien',
    'Łukasz Żurawski',
    '日本 太郎',
    'ليلى حداد',
    '<b>Bob</b>',
    '𝒜 👩‍🚀',
    'a'.repeat(300),
  ]) {
    it(`tells the name ${name.slice(0, 20)} as it was`, async () => {
      await bench.send({ subject: `Password reset for ${name}`, text: name, to: { name, address: 'a@example.com' } });
      const letter = await newest();
      assert.equal(letter.subject, `Password reset for ${name}`);
      assert.ok(letter.headers['to']?.includes(name));
      assert.equal(letter.to, 'a@example.com');
      assert.equal(letter.text.trim(), name);
    });
  }

  it('takes an address outside ASCII', async () => {
    await bench.send({ to: 'jürgen@example.com', text: 'x' });
    assert.equal((await newest()).to, 'jürgen@example.com');
  });

  it('keeps the order of arrival within one millisecond', async () => {
    const subjects = Array.from({ length: 12 }, (_, index) => `letter ${index}`);
    for (const subject of subjects) await bench.send({ subject, text: 'x' });
    const lines = await bench.mailbox.list();
    assert.deepEqual(lines.map((line) => line.subject).reverse(), subjects);
  });

  it('keeps the order of arrival when the clock was set back between two runs', async () => {
    await bench.send({ subject: 'first', text: 'x' });
    bench.clock.advance(-3_600_000);
    await bench.restart();
    await bench.send({ subject: 'second', text: 'x' });
    assert.equal((await newest()).subject, 'second');
  });

  it('keeps the newest 500', async () => {
    for (let index = 0; index < 505; index++) {
      const id = `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
      writeFileSync(join(bench.folder, `${id}.eml`), `Subject: ${index}\r\n\r\nx`);
    }
    await bench.send({ subject: 'newest', text: 'x' });
    const lines = await bench.mailbox.list();
    assert.equal(lines.length, 500);
    assert.deepEqual([lines[0]?.subject, lines[499]?.subject], ['newest', '6']);
    assert.equal(readdirSync(bench.folder).length, 500);
  });

  it('knows nothing of an id that is none', async () => {
    writeFileSync(join(bench.folder, '..', 'secret.eml'), 'Subject: secret\r\n\r\nx');
    for (const id of ['../secret', '..%2fsecret', '', '.', 'secret', '00000000-0000-7000-8000-000000000000']) {
      assert.equal(await bench.mailbox.byId(id), undefined);
    }
  });

  it('ignores what it did not write, and clears away what a crash left half-written', async () => {
    writeFileSync(join(bench.folder, 'note.txt'), 'x');
    writeFileSync(join(bench.folder, '00000000-0000-7000-8000-000000000000.tmp'), 'half');
    await bench.restart();
    assert.deepEqual(await bench.mailbox.list(), []);
    assert.deepEqual(readdirSync(bench.folder), ['note.txt']);
  });

  it('shows a letter that is no proper letter as the text that it is', async () => {
    const nested = Array.from(
      { length: 300 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
    );
    await bench.send({ raw: nested.join('') });
    assert.match((await newest()).text, /^Content-Type: multipart/);
  });

  it('tells the sender to come again when the letter cannot be kept', async () => {
    renameSync(bench.folder, `${bench.folder}.away`);
    await assert.rejects(bench.send({ text: 'x' }), { responseCode: 451 });
    renameSync(`${bench.folder}.away`, bench.folder);
    await bench.send({ subject: 'again', text: 'x' });
    assert.equal((await newest()).subject, 'again');
    assert.equal(readdirSync(bench.folder).length, 1);
  });

  it('refuses a letter above one megabyte for good', async () => {
    await assert.rejects(bench.send({ text: 'x'.repeat(1_100_000) }), { responseCode: 552 });
    await assert.rejects(say(bench.mailbox.port, 'x'.repeat(1_100_000)), /^Error: 552/);
    assert.deepEqual(await bench.mailbox.list(), []);
  });

  it('can be reached from this machine only', async () => {
    const other = connect({ host: '127.0.0.2', port: bench.mailbox.port });
    await assert.rejects(new Promise((resolve, reject) => other.once('connect', resolve).once('error', reject)));
  });
});

/** Hands over a body without telling its size before. */
async function say(port: number, body: string): Promise<void> {
  const socket = connect({ host: '127.0.0.1', port });
  const lines = ['EHLO me', 'MAIL FROM:<a@example.com>', 'RCPT TO:<b@example.com>', 'DATA', `${body}\r\n.`, 'QUIT'];
  for await (const chunk of socket.setEncoding('utf8')) {
    const reply = String(chunk);
    if (/^[45]/.test(reply)) throw new Error(reply);
    if (/^\d{3} /m.test(reply)) socket.write(`${lines.shift()}\r\n`);
  }
}
