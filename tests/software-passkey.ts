import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '../src/factors/index.ts';

/** A device that keeps one passkey and always says that its owner unlocked it. */
export interface SoftwarePasskey {
  register(challenge: string): RegistrationResponseJSON;
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
    register(challenge) {
      const data = authData(
        withKey,
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        coseKey(publicKey.export({ format: 'jwk' })),
      );
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.from([data.length]),
        data,
      ]);
      const response = {
        clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
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
