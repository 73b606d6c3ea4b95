import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { describe, it } from 'node:test';
import { hash as argon2Hash, parseOptions } from '@node-rs/argon2';
import fc from 'fast-check';
import { second, usualWait } from '../../src/kernel/index.ts';
import { type Argon2, createHashing } from '../../src/passwords/hashing.ts';
import { refuses } from '../refuses.ts';

const hashing = createHashing();

/** Instead of the memory-hard work: notes what it is asked, and ends when the test says so. */
function createSpy() {
  const asked: { hash?: string; password: string }[] = [];
  const ends: (() => void)[] = [];
  const ask = async <T>(entry: (typeof asked)[number], answer: T): Promise<T> => {
    asked.push(entry);
    await new Promise<void>((resolve) => ends.push(resolve));
    return answer;
  };
  const argon2: Argon2 = {
    hash: (password) => ask({ password }, 'a hash'),
    verify: (hash, password) => ask({ hash, password }, true),
  };
  const endAll = async (): Promise<void> => {
    for (const end of ends.splice(0)) end();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { argon2, asked, endAll };
}

describe('Hashing', () => {
  it('makes Argon2id hashes of 19 MiB and two passes, each with a salt of its own', async () => {
    const [one, two] = await Promise.all([hashing.hash('Kites-in-7-winds'), hashing.hash('Kites-in-7-winds')]);
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.notEqual(one, two);
    assert.equal(parseOptions(one).saltLen, 16);
    assert.equal(await hashing.verify(one, 'Kites-in-7-winds'), true);
    assert.equal(await hashing.verify(one, 'kites-in-7-winds'), false);
  });

  it('takes a password in NFC and otherwise as it is, blanks included', async () => {
    const hash = await hashing.hash(' Zoe\u0308 ﬁnds 7 ');
    assert.equal(await hashing.verify(hash, ' Zoë ﬁnds 7 '), true);
    assert.equal(await hashing.verify(hash, 'Zoë ﬁnds 7'), false);
    assert.equal(await hashing.verify(hash, ' Zoë finds 7 '), false);
  });

  it('I-52 never cuts: any 65 to 256 characters count to the last one', async () => {
    const character = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
    const long = fc.array(character, { minLength: 65, maxLength: 256 }).map((characters) => characters.join(''));
    await fc.assert(
      fc.asyncProperty(long, async (password) => {
        const hash = await hashing.hash(password);
        const shorter = [...password].slice(0, -1).join('');
        assert.deepEqual(
          await Promise.all([password, shorter, `${password}.`].map((each) => hashing.verify(hash, each))),
          [true, false, false],
        );
      }),
      { numRuns: 20 },
    );
  });

  it('tells a NUL, and halves of characters, from each other', async () => {
    const hash = await hashing.hash('Kites\0-7\ud800');
    assert.equal(await hashing.verify(hash, 'Kites\0-7\ud800'), true);
    assert.equal(await hashing.verify(hash, 'Kites\0-7\ud801'), false);
    assert.equal(await hashing.verify(hash, 'Kites'), false);
  });

  it('I-60 answers no to a broken hash and throws nothing', async () => {
    const good = await hashing.hash('Kites-in-7-winds');
    for (const broken of [
      '',
      'x',
      '$argon2id$',
      good.slice(0, -5),
      `${good}!`,
      good.replace('m=19456', 'm=0'),
      '$2b$10$abc',
    ])
      assert.equal(await hashing.verify(broken, 'Kites-in-7-winds'), false, broken);
  });

  it('I-38 does the same work where there is no hash, and answers no even if it fits', async () => {
    const { argon2, asked, endAll } = createSpy();
    const spied = createHashing(argon2, 1);
    const answer = spied.verify(undefined, 'Kites-in-7-winds');
    await endAll();
    assert.equal(await answer, false);
    const [work] = asked;
    const { memoryCost, timeCost, parallelism, saltLen, outputLen } = parseOptions(work?.hash ?? '');
    assert.deepEqual([memoryCost, timeCost, parallelism, saltLen, outputLen], [19_456, 2, 1, 16, 32]);
    assert.equal(work?.password, 'Kites-in-7-winds');
  });

  it('works on as many at once as it was told; 64 wait; one more is refused', async () => {
    const { argon2, asked, endAll } = createSpy();
    const spied = createHashing(argon2, 2);
    const inside = Array.from({ length: 66 }, () => spied.verify(undefined, 'a'));
    assert.equal(asked.length, 2);
    await refuses(spied.verify(undefined, 'a'), 'busy');
    // In browsers that the account knows, and of those who set a password.
    const known = (one: number) => (one % 2 ? spied.hash('a').then(Boolean) : spied.verify(undefined, 'a', 'known'));
    inside.push(...Array.from({ length: 16 }, (_, one) => known(one)));
    await refuses(spied.verify(undefined, 'a', 'known'), 'busy');
    await refuses(spied.hash('a'), 'busy');
    assert.equal(usualWait.patience, 10 * second);
    while (asked.length < 82) await endAll();
    await endAll();
    await Promise.all(inside);
    assert.equal(asked.length, 82);
  });

  it('gives way to the thread that answers people', {
    skip: process.platform !== 'linux' && 'Linux only',
  }, async () => {
    await createHashing().hash('Kites-in-7-winds');
    const threads = readdirSync('/proc/self/task').map((id) => ({
      name: readFileSync(`/proc/self/task/${id}/comm`, 'utf8').trim(),
      priority: getPriority(Number(id)),
    }));
    const pool = threads.filter(({ name }) => name === 'libuv-worker');
    assert.ok(pool.length > 0 && pool.every(({ priority }) => priority > getPriority()));
  });

  it('asks for a new hash where the old one cost otherwise', async () => {
    const made = (options: Parameters<typeof argon2Hash>[1]) => argon2Hash('Kites-in-7-winds', options);
    assert.equal(hashing.needsRehash(await hashing.hash('Kites-in-7-winds')), false);
    assert.equal(hashing.needsRehash(await made({ memoryCost: 8192 })), true);
    assert.equal(hashing.needsRehash(await made({ timeCost: 1 })), true);
    assert.equal(hashing.needsRehash(await made({ algorithm: 1 })), true);
    assert.equal(hashing.needsRehash('broken'), true);
    assert.equal(await hashing.verify(await made({ memoryCost: 8192, timeCost: 1 }), 'Kites-in-7-winds'), true);
  });
});
