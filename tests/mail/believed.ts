import { createHash, createPublicKey, verify } from 'node:crypto';

/** Whether a receiver who finds this record believes the signature of a letter (RFC 6376, relaxed/relaxed). */
export function isBelieved(raw: string, record: string): boolean {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, end).split(/\r\n(?![ \t])/);
  const signature = headers.find((header) => /^dkim-signature:/i.test(header)) ?? '';
  const tag = (name: string): string =>
    new RegExp(`(?:^|[;:])\\s*${name}=([^;]*)`).exec(signature)?.[1]?.replace(/\s/g, '') ?? '';
  const body = `${raw
    .slice(end + 4)
    .replace(/[ \t]+(?=\r\n)/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\r\n)*$/, '')}\r\n`;
  if (createHash('sha256').update(body).digest('base64') !== tag('bh')) return false;
  const relaxed = (header: string): string => {
    const colon = header.indexOf(':');
    return `${header.slice(0, colon).toLowerCase().trim()}:${header
      .slice(colon + 1)
      .replace(/\r\n/g, '')
      .replace(/[ \t]+/g, ' ')
      .trim()}`;
  };
  const named = tag('h').split(':');
  const signed = named.flatMap((name) =>
    headers.filter((header) => header.toLowerCase().startsWith(`${name.toLowerCase()}:`)).slice(-1),
  );
  const unsigned = relaxed(signature).replace(/(\bb=)[^;]*/, '$1');
  const text = [...signed.map(relaxed), unsigned].join('\r\n');
  const der = Buffer.from(/p=([^;]+)/.exec(record)?.[1] ?? '', 'base64');
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify('sha256', Buffer.from(text), key, Buffer.from(tag('b'), 'base64'));
}
