import type { DkimKeyRecord, DnsRecord } from './index.ts';
import type { KeyRow } from './store.ts';

export function toRecord(row: KeyRow): DkimKeyRecord {
  const { id, domain, selector, state } = row;
  return { id, domain, selector, state, created_at: new Date(row.created_at).toISOString(), record: recordOf(row) };
}

/** What the domain publishes (RFC 6376, 3.6.1). */
export function recordOf({ domain, selector, public_key }: KeyRow): DnsRecord {
  return { name: `${selector}._domainkey.${domain}`, type: 'TXT', value: `v=DKIM1; k=rsa; p=${public_key}` };
}

/** Whether one of the published texts carries this very key. */
export function isPublished({ public_key }: Pick<KeyRow, 'public_key'>, texts: readonly string[]): boolean {
  return texts.some((text) => /(?:^|;)\s*p\s*=([^;]*)/.exec(text)?.[1]?.replace(/\s/g, '') === public_key);
}
