import type { Names } from '../../mail/index.ts';

/** What a domain asks receivers to do with letters that prove nothing (RFC 7489). */
export interface Dmarc {
  /** Where the record was found: the domain itself, or the one that was registered. */
  domain: string;
  policy: 'none' | 'quarantine' | 'reject' | 'broken';
}

/** The policy that holds for a sender's domain; nothing where there is none. */
export async function findDmarc(names: Names, domain: string): Promise<Dmarc | undefined> {
  const registered = await registeredDomain(domain);
  for (const one of new Set([domain, registered])) {
    const records = (await names.texts(`_dmarc.${one}`)).filter((text) => /^v=DMARC1\s*(;|$)/i.test(text));
    const [record] = records;
    if (record !== undefined)
      return { domain: one, policy: records.length > 1 ? 'broken' : policyIn(record, one !== domain) };
  }
  return undefined;
}

/** `acme.co.uk` of `mail.acme.co.uk`: by the public list of names under which domains are registered. */
export async function registeredDomain(domain: string): Promise<string> {
  const { getDomain } = await import('tldts'); // the list is long, and only this asks for it
  return getDomain(domain) ?? domain;
}

function policyIn(record: string, forSubdomain: boolean): Dmarc['policy'] {
  const tags = new Map(
    record.split(';').map((tag) => tag.split('=').map((part) => part.trim().toLowerCase()) as [string, string]),
  );
  const policy = (forSubdomain ? tags.get('sp') : undefined) ?? tags.get('p');
  return policy === 'none' || policy === 'quarantine' || policy === 'reject' ? policy : 'broken';
}
