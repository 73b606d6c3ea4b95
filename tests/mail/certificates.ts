import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { bitString, der, explicit, integer, octets, oid, sequence, yes } from './der.ts';

/*
 * Certificates for proofs of mail over TLS, made anew in each run: no key rests in the repository, and none of them
 * can run out while nobody looks. Just enough X.509 (RFC 5280) for that.
 */

export interface Certificate {
  cert: string;
  key: string;
}

interface Described {
  /** The common name, and what the certificate is made out to: host names and IPv4 addresses. */
  name: string;
  hosts: readonly string[];
  from: Date;
  to: Date;
  /** Further extensions. */
  more?: readonly Buffer[];
}

interface Authority {
  name: string;
  key: KeyObject;
}

let serial = 0x1000;
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const isAuthority = sequence(oid('551d13'), yes, octets(sequence(yes)));

export const years = (from: number, to: number) => ({
  from: new Date(Date.UTC(from, 0)),
  to: new Date(Date.UTC(to, 0)),
});
const here = { name: 'localhost', hosts: ['localhost', '127.0.0.1'] };

const root = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rootName = 'Rekey test authority';
const issuer: Authority = { name: rootName, key: root.privateKey };

/** Whoever trusts it trusts all certificates here but `stranger`. */
export const authority = pem(certificate({ name: rootName, hosts: [], ...years(2020, 2100) }, root.publicKey, issuer));

export const certificates = {
  good: issue({ ...here, ...years(2020, 2100) }, issuer),
  expired: issue({ ...here, ...years(2020, 2021) }, issuer),
  elsewhere: issue({ name: 'mail.elsewhere.example', hosts: ['mail.elsewhere.example'], ...years(2020, 2100) }, issuer),
  /** Vouches for itself. */
  stranger: issue({ ...here, ...years(2020, 2100) }),
};

function issue(described: Described, by?: Authority): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = by ?? { name: described.name, key: privateKey };
  return {
    cert: pem(certificate(described, publicKey, issuer)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

export function certificate(
  { name, hosts, from, to, more = [] }: Described,
  publicKey: KeyObject,
  issuer: Authority,
): Buffer {
  const body = sequence(
    explicit(0, integer(2)),
    integer(++serial),
    ecdsaWithSha256,
    distinguished(issuer.name),
    sequence(time(from), time(to)),
    distinguished(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(hosts.length === 0 ? isAuthority : alternativeNames(hosts), ...more)),
  );
  const signature = sign('sha256', body, issuer.key);
  return sequence(body, ecdsaWithSha256, bitString(signature));
}

function distinguished(commonName: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))));
}

/** Until 2049 UTCTime, then GeneralizedTime. */
function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]|\.\d+/g, '');
  return at.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits));
}

function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) =>
    /^[\d.]+$/.test(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host)),
  );
  return sequence(oid('551d11'), octets(sequence(...names)));
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines.trim()}\n-----END CERTIFICATE-----\n`;
}
