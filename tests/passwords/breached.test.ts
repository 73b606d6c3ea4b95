import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Answered, type Asking, type AskWeb, askWithin, createReach, silent } from '../../src/kernel/index.ts';
import { createBreachLookup } from '../../src/passwords/breach-lookup.ts';
import { breachedPath, createBreachedFile } from '../../src/passwords/breached-file.ts';
import { importBreached } from '../../src/passwords/import-breached.ts';
import { authority, certificates } from '../mail/certificates.ts';
import { refuses } from '../refuses.ts';
import { noDisk, smallDisk } from '../small-disk.ts';

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex').toUpperCase();

/** What a server sees that runs as nobody. */
function asNobody<T>(look: () => T): T {
  process.seteuid?.(65_534);
  try {
    return look();
  } finally {
    process.seteuid?.(0);
  }
}

describe('A file of breached passwords', () => {
  let folder: string;
  let list: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-breached-'));
    list = join(folder, 'list.txt');
  });
  beforeEach(() => rmSync(breachedPath(folder), { force: true }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const drafts = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.half'));
  const known = Array.from({ length: 20_000 }, (_, number) => `known password ${number}`);
  const hashes = (texts: string[], count: (at: number) => number = () => 1): string =>
    texts
      .map((text, at) => `${sha1(text)}:${count(at)}`)
      .sort()
      .join('\r\n');

  it('is none before one is imported', () => {
    const file = createBreachedFile(folder, silent);
    assert.equal(file.isThere(), false);
    assert.equal(file.has('known password 1'), false);
  });

  it('knows every password of the list that it was made from, and of 20,000 others none', async () => {
    writeFileSync(list, hashes(known));
    assert.deepEqual(await importBreached(folder, list, { atLeast: 1 }), { passwords: 20_000, left_out: 0 });
    const file = createBreachedFile(folder, silent);
    assert.ok(known.every((password) => file.has(password)));
    assert.equal(known.filter((password) => file.has(`un${password}`)).length, 0);
  });

  it('takes about three bytes for a password', async () => {
    writeFileSync(list, hashes(known));
    await importBreached(folder, list, { atLeast: 1 });
    assert.ok(statSync(breachedPath(folder)).size < 20_000 * 3.5);
  });

  it('is made from plain passwords as well', async () => {
    writeFileSync(list, 'zebra crossing\nÜber-alles\nantelope\nantelope\n');
    assert.deepEqual(await importBreached(folder, list, { atLeast: 1 }), { passwords: 3, left_out: 0 });
    const file = createBreachedFile(folder, silent);
    assert.ok(file.has('zebra crossing') && file.has('U\u0308ber-alles') && !file.has('Antelope'));
  });

  it('is made from a list that begins with a byte order mark', async () => {
    writeFileSync(list, `\ufeff${hashes(known.slice(0, 10))}`);
    assert.deepEqual(await importBreached(folder, list, { atLeast: 1 }), { passwords: 10, left_out: 0 });
    assert.ok(known.slice(0, 10).every((password) => createBreachedFile(folder, silent).has(password)));
  });

  it('is not made from hashes of another kind, which would hold nobody up as passwords', async () => {
    writeFileSync(list, '0000AA6A2B4F5D8F3B1C2D3E4F506172:3\n0000BB6A2B4F5D8F3B1C2D3E4F506172:1\n');
    await refuses(importBreached(folder, list, { atLeast: 1 }), 'configuration');
  });

  it('leaves out what was seen too rarely', async () => {
    writeFileSync(list, `${hashes(known.slice(0, 100), (at) => at + 1)}\n`);
    assert.deepEqual(await importBreached(folder, list, { atLeast: 91 }), { passwords: 10, left_out: 90 });
  });

  it('makes the folder that it is kept in', async () => {
    writeFileSync(list, hashes(known.slice(0, 10)));
    const fresh = join(folder, 'data');
    await importBreached(fresh, list, { atLeast: 1 });
    assert.ok(createBreachedFile(fresh, silent).isThere());
  });

  it('is refused where it cannot be kept, or the list cannot be read to its end', async () => {
    writeFileSync(list, hashes(known.slice(0, 10)));
    await refuses(importBreached(join(list, 'data'), list, { atLeast: 1 }), 'configuration');
    await refuses(importBreached(folder, folder, { atLeast: 1 }), 'configuration');
  });

  it('is refused while the disk is full, and leaves nothing half done', async (test) => {
    const disk = smallDisk(1);
    if (!disk) return test.skip(noDisk);
    writeFileSync(list, hashes(known));
    disk.fill();
    await refuses(importBreached(disk.path, list, { atLeast: 1 }), 'configuration');
    assert.deepEqual(readdirSync(disk.path), ['filler']);
    disk.remove();
  });

  it('is that of one of two imports at once, from its first password to its last', async () => {
    const [one = [], other = []] = [known.slice(0, 10_000), known.slice(10_000)];
    const imports = [one, other].map((texts, at) => {
      const path = join(folder, `list ${at}`);
      writeFileSync(path, hashes(texts));
      return importBreached(folder, path, { atLeast: 1 });
    });
    await Promise.allSettled(imports);
    const file = createBreachedFile(folder, silent);
    const found = [one, other].map((texts) => texts.filter((password) => file.has(password)).length);
    assert.deepEqual(found.sort(), [0, 10_000]);
    assert.deepEqual(drafts(), []);
  });

  it('is not made from what flows in, whose length nobody knows: good passwords would be taken for breached ones', async () => {
    const pipe = join(folder, 'pipe');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    await refuses(importBreached(folder, pipe, { atLeast: 1 }), 'configuration');
    assert.equal(createBreachedFile(folder, silent).isThere(), false);
  });

  it('is read by whoever serves, also where root has imported it', async (test) => {
    writeFileSync(list, hashes(known.slice(0, 10)));
    const umask = process.umask(0o077);
    await importBreached(folder, list, { atLeast: 1 });
    process.umask(umask);
    assert.equal(statSync(breachedPath(folder)).mode & 0o777, 0o644);
    if (process.getuid?.() !== 0) return test.diagnostic('to read it as somebody else takes root');
    chownSync(folder, 65_534, 65_534);
    const read = () => createBreachedFile(folder, silent).has('known password 3');
    assert.equal(asNobody(read), true);
  });

  it('holds nobody up where it is damaged, or cannot be looked into: then nothing is known', async (test) => {
    const logged: string[] = [];
    const log = { ...silent, error: (event: string) => void logged.push(event) };
    writeFileSync(breachedPath(folder), 'RKBREACH1\x08');
    const file = createBreachedFile(folder, log);
    for (let looks = 0; looks < 2; looks++)
      assert.deepEqual([file.isThere(), file.has('known password 1')], [true, undefined]);
    assert.deepEqual(logged, ['passwords.breached_file_unread'], 'once is enough');
    if (process.getuid?.() !== 0) return test.diagnostic('a folder that is closed takes root');
    const closed = mkdtempSync(join(folder, 'closed-'));
    const looked = asNobody(() => {
      const inside = createBreachedFile(closed, silent);
      return [inside.isThere(), inside.has('known password 1')];
    });
    assert.deepEqual(looked, [true, undefined]);
  });

  it('tells why it cannot be looked into, also where only its end is missing', async () => {
    const file = createBreachedFile(folder, silent);
    assert.equal(file.trouble(), undefined);
    writeFileSync(list, hashes(known));
    await importBreached(folder, list, { atLeast: 1 });
    assert.equal(file.trouble(), undefined);
    truncateSync(breachedPath(folder), statSync(breachedPath(folder)).size - 3);
    assert.equal(file.trouble(), 'it is cut off');
    writeFileSync(breachedPath(folder), 'something else, which is longer than the header');
    assert.equal(file.trouble(), 'it holds no breached passwords');
  });

  it('leaves no half of an import that was killed', async () => {
    writeFileSync(list, hashes(known.slice(0, 10)));
    writeFileSync(`${breachedPath(folder)}.killed.half`, 'half');
    await importBreached(folder, list, { atLeast: 1 });
    assert.deepEqual(drafts(), []);
  });

  it('is not made from hashes out of order, from nothing, or from what is not there; the earlier one stays', async () => {
    writeFileSync(list, hashes(known.slice(0, 10)));
    await importBreached(folder, list, { atLeast: 1 });
    writeFileSync(list, known.slice(0, 10).map(sha1).sort().reverse().join('\n'));
    await refuses(importBreached(folder, list, { atLeast: 1 }), 'configuration');
    writeFileSync(list, '\n');
    await refuses(importBreached(folder, list, { atLeast: 1 }), 'configuration');
    await refuses(importBreached(folder, join(folder, 'nowhere'), { atLeast: 1 }), 'configuration');
    assert.ok(createBreachedFile(folder, silent).has('known password 3'));
    assert.deepEqual(drafts(), []);
  });
});

describe('Looking breached passwords up over the network', () => {
  const asked: [target: URL, asking: Asking][] = [];
  const service = (answer: () => Promise<Answered>): AskWeb => {
    asked.length = 0;
    return (...question) => {
      asked.push(question);
      return answer();
    };
  };
  const says =
    (body: string, status = 200) =>
    async (): Promise<Answered> => ({ status, body });
  const rest = sha1('Velvet-anchor-73').slice(5);
  const has = (ask: AskWeb, address = 'https://breaches.example/') =>
    createBreachLookup(silent, ask).has('Velvet-anchor-73', address);

  it('tells the service five digits of the SHA-1 and asks for padding', async () => {
    const found = await has(service(says(`${rest}:3\r\n`)));
    assert.equal(found, true);
    assert.deepEqual(
      asked.map(([{ href }]) => href),
      [`https://breaches.example/range/${sha1('Velvet-anchor-73').slice(0, 5)}`],
    );
    assert.equal(asked[0]?.[1].headers['Add-Padding'], 'true');
  });

  it('takes neither padding nor another suffix for a match', async () => {
    assert.equal(await has(service(says(`${rest}:0\r\n${'0'.repeat(35)}:7`))), false);
  });

  it('does not know when the service fails or refuses', async () => {
    assert.equal(await has(service(() => Promise.reject(new Error('away')))), undefined);
    assert.equal(await has(service(says('', 503))), undefined);
  });

  it('asks no address inside that is not listed, by whatever name, follows nothing and reads no more than a range', async () => {
    const paths: string[] = [];
    const inside = createServer(certificates.good, ({ url = '' }, response) => {
      paths.push(url);
      if (url.startsWith('/moved')) response.writeHead(302, { location: url.replace('/moved', '') }).end();
      else response.end(`${rest}:3\r\n${'0'.repeat(url.startsWith('/much') ? 300_000 : 0)}`);
    }).listen(0, '127.0.0.1');
    await once(inside, 'listening');
    const { port } = inside.address() as AddressInfo;
    const hosts = [`https://127.0.0.1:${port}`, `https://localhost:${port}`];
    for (const address of [...hosts, 'https://169.254.169.254', 'https://[::ffff:127.0.0.1]'])
      assert.equal(await has(askWithin(createReach([])), address), undefined, address);
    assert.deepEqual(paths, []);
    const listed = askWithin(createReach(['127.0.0.1']));
    const trusting: AskWeb = (target, asking) => listed(target, { ...asking, ca: authority });
    const local = hosts[1] ?? '';
    assert.equal(await has(listed, local), undefined, 'nobody vouches for it');
    const found = [local, `${local}/moved`, `${local}/much`].map((address) => has(trusting, address));
    assert.deepEqual(await Promise.all(found), [true, undefined, undefined]);
    assert.equal(paths.length, 3);
    inside.close();
  });
});
