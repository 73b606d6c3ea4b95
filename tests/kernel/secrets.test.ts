import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createSecrets, isId, newId, newToken, systemRandom, tokenDigest } from '../../src/kernel/index.ts';
import { movedClock } from '../moved-clock.ts';

const secrets = createSecrets('a secret of the installation, long enough', undefined, systemRandom);

describe('sealing', () => {
  it('gives back what was sealed, for the same purpose and context only', () => {
    const sealed = secrets.seal('typed-name', 'reset-1', 'mara@example.com');
    assert.equal(secrets.open('typed-name', 'reset-1', sealed), 'mara@example.com');
    assert.equal(secrets.open('typed-name', 'reset-2', sealed), undefined);
    assert.equal(secrets.open('voucher', 'reset-1', sealed), undefined);
  });

  it('shows nothing of the text and never the same twice', () => {
    const [one, two] = [secrets.seal('typed-name', 'r', 'mara'), secrets.seal('typed-name', 'r', 'mara')];
    assert.notEqual(one, two);
    assert.ok(!Buffer.from(one, 'base64url').toString('latin1').includes('mara'));
  });

  it('answers nothing for what was tampered with or is no sealed text at all', () => {
    const sealed = Buffer.from(secrets.seal('typed-name', 'r', 'mara'), 'base64url');
    for (let at = 0; at < sealed.length; at++) {
      const broken = Buffer.from(sealed);
      broken[at] = (broken[at] ?? 0) ^ 1;
      assert.equal(secrets.open('typed-name', 'r', broken.toString('base64url')), undefined);
    }
    for (const text of ['', 'x', '\0', 'A'.repeat(100)]) assert.equal(secrets.open('typed-name', 'r', text), undefined);
  });

  it('opens what the previous secret sealed, and seals with the new one', () => {
    const rotated = createSecrets(
      'another secret, which is also long',
      'a secret of the installation, long enough',
      systemRandom,
    );
    assert.equal(rotated.open('typed-name', 'r', secrets.seal('typed-name', 'r', 'mara')), 'mara');
    assert.equal(secrets.open('typed-name', 'r', rotated.seal('typed-name', 'r', 'mara')), undefined);
    assert.notEqual(rotated.fingerprint, secrets.fingerprint);
    assert.equal(rotated.previousFingerprint, secrets.fingerprint);
  });

  it('vouches for digests of this secret and the previous one, for the same purpose and text only', () => {
    const [current, previous] = ['another secret, which is also long', 'a secret of the installation, long enough'];
    const rotated = createSecrets(current, previous, systemRandom);
    for (const by of [secrets, rotated]) {
      const digest = by.digest('audit', 'text');
      assert.ok(rotated.vouches('audit', 'text', digest));
      assert.ok(!rotated.vouches('audit', 'texts', digest));
      assert.ok(!rotated.vouches('limit', 'text', digest));
    }
    assert.ok(!secrets.vouches('audit', 'text', rotated.digest('audit', 'text')));
    assert.ok(!secrets.vouches('audit', 'text', ''));
  });
});

describe('names and tokens', () => {
  it('draws tokens of 256 bits that an address can carry', () => {
    const tokens = new Set(Array.from({ length: 1_000 }, () => newToken(systemRandom)));
    assert.equal(tokens.size, 1_000);
    for (const token of tokens) assert.match(token, /^[A-Za-z0-9_-]{43}$/);
    assert.match(tokenDigest([...tokens][0] ?? ''), /^[A-Za-z0-9_-]{43}$/);
  });

  it('come from the generator of the system, as all chance does', () => {
    const root = join(import.meta.dirname, '../../..');
    const chance = /Math\.random|random(Bytes|Int|UUID|Fill)|getRandomValues/;
    const sources = globSync('src/**/*.{ts,tsx}', { cwd: root });
    assert.ok(sources.length > 400);
    assert.deepEqual(
      sources.filter((file) => chance.test(readFileSync(join(root, file), 'utf8'))),
      ['src/kernel/random.ts'],
    );
    assert.match(
      readFileSync(join(root, 'src/kernel/random.ts'), 'utf8'),
      /import \{ randomBytes \} from 'node:crypto'/,
    );
  });

  it('makes ids of version 7 that sort by time', () => {
    const clock = movedClock();
    const first = newId(clock, systemRandom);
    clock.advance(1);
    const second = newId(clock, systemRandom);
    assert.ok(first < second);
    const sameInstant = Array.from({ length: 3_000 }, () => newId(clock, systemRandom));
    assert.deepEqual(sameInstant, [...sameInstant].sort());
    assert.ok(isId(first) && first[14] === '7' && '89ab'.includes(first[19] ?? ''));
    assert.ok(!isId(`${first}0`) && !isId('../../etc/passwd'));
  });
});
