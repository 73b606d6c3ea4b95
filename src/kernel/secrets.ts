import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';
import type { Random } from './random.ts';
import { Refusal } from './refusal.ts';

/** What the installation's secret (`REKEY_SECRET`) is used for. Each purpose has a key of its own. */
export type Purpose =
  | 'typed-name' // what a person typed when asking; sealed until decided, its digest for 30 days
  | 'limit' // whom a limit counts: names and addresses do not rest in the counters
  | 'identity-code' // a code that a caller reads back: so few digits rest as a keyed digest only
  | 'api-call' // what a program was answered, sealed for a day; its request by digest
  | 'second-factor' // secrets of authenticator apps; digests of recovery codes
  | 'challenge' // what whoever asks or guesses has to work out first
  | 'voucher' // what a page hands to its own form
  | 'return-path' // keeps strangers from making letters bounce that did not
  | 'dkim-key' // the private keys that letters are signed with
  | 'mail-server' // what signs in to an outgoing mail server
  | 'approval' // what waits for a second person
  | 'audit'; // the checkpoints of the record of what happened

/** `current` was sealed with the current secret already; `unreadable` is opened by neither. */
export type Resealed = { sealed: string } | 'current' | 'unreadable';

/** Everything that needs the installation's secret. */
export interface Secrets {
  /** Encrypts for rest (AES-256-GCM, a fresh nonce each time). `context` must be told again to open it. */
  seal(purpose: Purpose, context: string, text: string): string;
  /** The sealed text, or `undefined` when it was tampered with, is of another context, or its key is gone. */
  open(purpose: Purpose, context: string, sealed: string): string | undefined;
  /** The same text sealed with the current secret, or why it stays as it is. */
  reseal(purpose: Purpose, context: string, sealed: string): Resealed;
  /** A digest (HMAC-SHA-256, base64url) that means nothing to whoever has the database alone. */
  digest(purpose: Purpose, text: string): string;
  /** Every digest that it may rest under: the current secret's, then the previous one's. */
  digests(purpose: Purpose, text: string): string[];
  /** Whether this is the digest of that text, under this secret or the previous one. */
  vouches(purpose: Purpose, text: string, digest: string): boolean;
  /** Names the secret without telling it: kept in the database so that a wrong one is noticed at start. */
  fingerprint: string;
  /** The same of the secret before a rotation. */
  previousFingerprint: string | undefined;
  /** Others have gone on to another secret: whatever needs this one is refused from now on (`busy`), and left to them. */
  retire(): void;
  isRetired(): boolean;
}

/**
 * Derives every key from the installation's secret (HKDF-SHA-256, RFC 5869).
 * `previous` still opens what was sealed before a rotation; nothing new is made with it.
 */
export function createSecrets(secret: string, previous: string | undefined, random: Random): Secrets {
  let retired = false;
  const own = keyring(secret);
  const fingerprint = nameOf(own);
  const current: Keyring = (name) => {
    if (retired) throw new Refusal('busy', { retryAfter: 5 });
    return own(name);
  };
  const former = previous === undefined ? undefined : keyring(previous);
  const seal: Secrets['seal'] = (purpose, context, text) => {
    const nonce = random.bytes(12);
    const cipher = createCipheriv('aes-256-gcm', current(`seal ${purpose}`), nonce).setAAD(Buffer.from(context));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
      'base64url',
    );
  };
  const openWith = (keys: Keyring | undefined, purpose: Purpose, context: string, sealed: string) =>
    keys && decrypt(keys(`seal ${purpose}`), context, Buffer.from(sealed, 'base64url'));
  return {
    seal,
    open: (purpose, context, sealed) =>
      openWith(current, purpose, context, sealed) ?? openWith(former, purpose, context, sealed),
    reseal(purpose, context, sealed) {
      if (openWith(current, purpose, context, sealed) !== undefined) return 'current';
      const text = openWith(former, purpose, context, sealed);
      return text === undefined ? 'unreadable' : { sealed: seal(purpose, context, text) };
    },
    digest: (purpose, text) => mac(current, purpose, text),
    digests: (purpose, text) => (former ? [current, former] : [current]).map((keys) => mac(keys, purpose, text)),
    vouches: (purpose, text, digest) =>
      (former ? [current, former] : [current]).some((keys) => sameDigest(mac(keys, purpose, text), digest)),
    fingerprint,
    previousFingerprint: former && nameOf(former),
    retire() {
      retired = true;
    },
    isRetired: () => retired,
  };
}

/** What names a secret (`Secrets.fingerprint`), where nothing else of it is needed. */
export function fingerprintOf(secret: string): string {
  return nameOf(keyring(secret));
}

type Keyring = (name: string) => KeyObject;

function mac(keys: Keyring, purpose: Purpose, text: string): string {
  return createHmac('sha256', keys(`digest ${purpose}`))
    .update(text)
    .digest('base64url');
}

function nameOf(keys: Keyring): string {
  return keys('fingerprint').export().subarray(0, 8).toString('hex');
}

/** Prepared once each: that takes as long as using them. */
function keyring(secret: string): Keyring {
  const keys = new Map<string, KeyObject>();
  return (name) => {
    const key = keys.get(name) ?? createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'rekey', name, 32)));
    keys.set(name, key);
    return key;
  };
}

function decrypt(key: KeyObject, context: string, sealed: Buffer): string | undefined {
  if (sealed.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

/** What rests in place of a token: SHA-256, enough for 256 random bits (ASVS 6.5.2). */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Whether two digests are the same, in a time that does not tell where they differ. */
export function sameDigest(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
