import { type Secrets, sameDigest } from '../../kernel/index.ts';

/*
 * Each letter has a return path of its own, by which what comes back names the letter (VERP):
 * `bounces+ID-MAC@example.com`. The MAC keeps strangers from making letters bounce that did not.
 */

const macLength = 16;

/** `undefined` where no address takes bounces; then they go to the sender, as ever. */
export function returnPath(secrets: Secrets, address: string | undefined, messageId: string): string | undefined {
  if (address === undefined) return undefined;
  const at = address.lastIndexOf('@');
  const id = messageId.replaceAll('-', '');
  return `${address.slice(0, at)}+${id}-${shortened(secrets.digest('return-path', id))}${address.slice(at)}`;
}

/** Which letter an address is the return path of, if it is a genuine one. Case does not matter: some servers change it. */
export function messageOf(secrets: Secrets, address: string): string | undefined {
  const [, id = '', mac = ''] = /\+([0-9a-f]{32})-([0-9a-f]{16})@[^@]+$/i.exec(address) ?? [];
  const genuine = secrets.digests('return-path', id.toLowerCase()).map(shortened);
  if (!genuine.some((one) => sameDigest(one, mac.toLowerCase()))) return undefined;
  return id.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function shortened(digest: string): string {
  return Buffer.from(digest, 'base64url').toString('hex').slice(0, macLength);
}
