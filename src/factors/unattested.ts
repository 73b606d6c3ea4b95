import type { RegistrationResponseJSON } from '@simplewebauthn/server';

/**
 * What a new passkey answered, without what its device tells of its maker. Nobody asks for that. To judge it the library would
 * also fetch lists of revoked certificates from where the certificates say that they are, and those are the sender's choice.
 */
export async function unattested(answer: RegistrationResponseJSON): Promise<RegistrationResponseJSON> {
  const { decodeAttestationObject, isoBase64URL, isoCBOR } = await import('@simplewebauthn/server/helpers');
  const told = decodeAttestationObject(isoBase64URL.toBuffer(answer.response.attestationObject));
  const none = new Map<string, string | Map<string, string> | Uint8Array<ArrayBuffer>>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', told.get('authData')],
  ]);
  const attestationObject = isoBase64URL.fromBuffer(isoCBOR.encode(none));
  return { ...answer, response: { ...answer.response, attestationObject } };
}
