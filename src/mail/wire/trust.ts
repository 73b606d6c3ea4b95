import { rootCertificates, type SecureContextOptions } from 'node:tls';

/** Verification is spelt out, so that no environment variable can switch it off. A further authority adds, never replaces. */
export function trust(authority: string | undefined): SecureContextOptions & { rejectUnauthorized: true } {
  return {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(authority !== undefined && { ca: [...rootCertificates, authority] }),
  };
}
