import { buffer } from 'node:stream/consumers';
import type DKIM from 'nodemailer/lib/dkim';
import { second } from '../../kernel/index.ts';
import type { DkimParts } from './index.ts';
import { unsealKey } from './seal-key.ts';
import { type KeyRow, signingKeys } from './store.ts';

/** Signs the bytes of a letter for a domain; without a key they stay as they are. */
export type Sign = (domain: string, raw: Buffer) => Promise<Buffer>;

/** A key that starts signing, or stops, does so everywhere within this time. */
const knownFor = second;

/** The keys in use, read once a second while letters leave. */
export function createSigner({
  database,
  clock,
  secrets,
  log,
}: Pick<DkimParts, 'database' | 'clock' | 'secrets' | 'log'>): Sign {
  let known = new Map<string, DKIM>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function toSigner(row: KeyRow): Promise<[string, DKIM][]> {
    const privateKey = unsealKey(secrets, row.id, row.private_key_sealed);
    if (privateKey !== undefined) {
      const { default: Signer } = await import('nodemailer/lib/dkim'); // by the first letter that is signed
      return [[row.domain, new Signer({ domainName: row.domain, keySelector: row.selector, privateKey })]];
    }
    log.warn('mail.dkim_key_sealed_otherwise', { domain: row.domain });
    return [];
  }

  async function read(): Promise<void> {
    const at = clock.monotonic();
    const rows = await signingKeys(database.read);
    known = new Map((await Promise.all(rows.map(toSigner))).flat());
    readAt = at;
  }

  /** Letters that leave together wait for one reading: none goes unsigned because another one asked first. */
  async function catchUp(): Promise<void> {
    if (clock.monotonic() - readAt < knownFor) return;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    await reading;
  }

  return async (domain, raw) => {
    await catchUp();
    const signer = known.get(domain.toLowerCase());
    return signer ? buffer(signer.sign(raw)) : raw;
  };
}
