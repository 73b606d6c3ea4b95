import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { checkDataDir, secretOf } from '../../src/config/index.ts';
import { Refusal } from '../../src/kernel/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'rekey-secret-'));
after(() => rmSync(folder, { recursive: true }));

let made = 0;
function newDataDir(): string {
  made += 1;
  return join(folder, `data-${made}`);
}

function refused(act: () => unknown, words: RegExp): void {
  assert.throws(act, (error) => error instanceof Refusal && error.is('configuration') && words.test(error.details.why));
}

/** What a process of its own gets for the secret of `dataDir`. */
function secretElsewhere(dataDir: string): Promise<string> {
  const door = new URL('../../src/config/index.js', import.meta.url).href;
  const script = `import(process.argv[1]).then((config) => process.stdout.write(config.secretOf({ dataDir: process.argv[2] })))`;
  const child = spawn(process.execPath, ['-e', script, door, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  return new Promise((resolve) => child.on('close', () => resolve(told)));
}

describe('secretOf', () => {
  it('is the configured secret, and then makes no file', () => {
    const dataDir = newDataDir();
    assert.equal(secretOf({ secret: 'configured', dataDir }), 'configured');
    assert.throws(() => statSync(dataDir), /ENOENT/);
  });

  it('I-53 makes a secret of 256 bits that only its owner may read, and finds it again', () => {
    const dataDir = newDataDir();
    const secret = secretOf({ secret: undefined, dataDir });
    assert.match(secret, /^[\w-]{43}$/);
    assert.equal(statSync(join(dataDir, 'secret')).mode & 0o777, 0o600);
    assert.equal(statSync(dataDir).mode & 0o777, 0o700);
    assert.equal(secretOf({ secret: undefined, dataDir }), secret);
    assert.deepEqual(readdirSync(dataDir), ['secret']);
    assert.notEqual(secretOf({ secret: undefined, dataDir: newDataDir() }), secret, 'each installation has its own');
  });

  it('gives processes that start at once the same secret', async () => {
    const dataDir = newDataDir();
    const secrets = await Promise.all(Array.from({ length: 6 }, () => secretElsewhere(dataDir)));
    assert.deepEqual(new Set(secrets), new Set([readFileSync(join(dataDir, 'secret'), 'utf8').trim()]));
    assert.deepEqual(readdirSync(dataDir), ['secret']);
  });

  it('refuses a file that every user of the machine may read', () => {
    const dataDir = newDataDir();
    secretOf({ secret: undefined, dataDir });
    chmodSync(join(dataDir, 'secret'), 0o644);
    refused(() => secretOf({ secret: undefined, dataDir }), /chmod 600/);
  });

  it('refuses a damaged file and leaves it as it is', () => {
    const dataDir = newDataDir();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'secret'), 'half', { mode: 0o600 });
    refused(() => secretOf({ secret: undefined, dataDir }), /damaged/);
    assert.equal(readFileSync(join(dataDir, 'secret'), 'utf8'), 'half');
  });
});

describe('checkDataDir', () => {
  const check = (dataDir: string, databaseUrl = 'sqlite:rekey.db', evaluation = false) =>
    checkDataDir({ dataDir, databaseUrl, evaluation });

  it('makes the folder and those above it', () => {
    const dataDir = join(newDataDir(), 'deep', 'down');
    check(dataDir);
    assert.ok(statSync(dataDir).isDirectory());
  });

  it('says which folder it cannot make', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    refused(() => check(file), new RegExp(`${file} \\(REKEY_DATA_DIR\\) cannot be used`));
    refused(() => check(join(file, 'below')), /cannot be used/);
  });

  it('needs none with PostgreSQL, unless an evaluation keeps its letters there', () => {
    const file = join(folder, 'file');
    check(file, 'postgres://rekey@db/rekey');
    refused(() => check(file, 'postgres://rekey@db/rekey', true), /cannot be used/);
  });
});
