import { X509Certificate } from 'node:crypto';
import type { Ending, ServerFields } from '../index.ts';
import { iso } from '../record.ts';

/** What a server is reached with that runs out, and when. */
export function endingsOf(fields: ServerFields): Ending[] {
  const { smtp_authentication: way, oauth_expires_on: day, smtp_ssl_certificate: certificate, authority } = fields;
  return [
    ...(way === 'xoauth2' && day !== null ? [{ what: 'oauth_client_secret', at: iso(Date.parse(day)) } as const] : []),
    ...(way === 'certificate' && certificate !== null ? [endOf('smtp_ssl_certificate', certificate)] : []),
    ...(authority !== null ? [endOf('authority', authority)] : []),
  ];
}

/** Of several certificates in one text, the first is the server's own concern. */
function endOf(what: Ending['what'], certificate: string): Ending {
  return { what, at: iso(Date.parse(new X509Certificate(certificate).validTo)) };
}
