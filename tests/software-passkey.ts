import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '../src/factors/index.ts';
import { bytes, map, text } from './cbor.ts';

/** What a device tells of its maker: the format and, in CBOR, the statement. */
interface Attested {
  format: string;
  statement: Buffer;
}

/** What it makes a statement of. */
export interface Asked {
  publicKey: KeyObject;
  /** Digest of what the browser says that it was asked. */
  client: Buffer;
  /** By the new passkey, of what it answers. */
  signature: Buffer;
}

/** A device that keeps one passkey and always says that its owner unlocked it. */
export interface SoftwarePasskey {
  register(challenge: string, attest?: (asked: Asked) => Attested): RegistrationResponseJSON;
  answer(challenge: string): AuthenticationResponseJSON;
}

const present = 0x01;
const unlocked = 0x04;
const withKey = 0x40;

/** WebAuthn as a device speaks it, for the site that the letters lead to. */
export function softwarePasskey(origin = 'https://reset.lumen.example'): SoftwarePasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  const site = createHash('sha256').update(new URL(origin).hostname).digest();
  const named = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' as const };
  const authData = (flags: number, ...more: Buffer[]): Buffer =>
    Buffer.concat([site, Buffer.from([flags | present | unlocked, 0, 0, 0, 0]), ...more]);
  const clientData = (type: string, challenge: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  return {
    register(challenge, attest = () => ({ format: 'none', statement: map({}) })) {
      const data = authData(
        withKey,
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        coseKey(publicKey.export({ format: 'jwk' })),
      );
      const said = clientData('webauthn.create', challenge);
      const client = createHash('sha256').update(said).digest();
      const signature = sign('sha256', Buffer.concat([data, client]), privateKey);
      const { format, statement } = attest({ publicKey, client, signature });
      const attestation = map({ fmt: text(format), attStmt: statement, authData: bytes(data) });
      const response = {
        clientDataJSON: said.toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      };
      return { ...named, response, clientExtensionResults: {} };
    },
    answer(challenge) {
      const data = authData(0);
      const client = clientData('webauthn.get', challenge);
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
      };
      return { ...named, response, clientExtensionResults: {} };
    },
  };
}

/** {1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR. */
function coseKey({ x = '', y = '' }: { x?: string; y?: string }): Buffer {
  const coordinate = (label: number, value: string): Buffer =>
    Buffer.concat([Buffer.from([label, 0x58, 0x20]), Buffer.from(value, 'base64url')]);
  return Buffer.concat([Buffer.from('a5010203262001', 'hex'), coordinate(0x21, x), coordinate(0x22, y)]);
}
