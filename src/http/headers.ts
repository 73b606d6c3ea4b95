import type { Site } from './site.ts';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  // No script of ours makes markup of text, and no policy may be made that would let one.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** For a page that shows another one of this site inside it, such as a letter. */
export const framingPolicy = `${contentSecurityPolicy}; frame-src 'self'`;

/** What every answer carries. A handler may set one of them otherwise (an asset its caching); none may be forgotten. */
export function securityHeaders({ secure }: Pick<Site, 'secure'>): [name: string, value: string][] {
  return [
    ['Content-Security-Policy', contentSecurityPolicy],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ['Cache-Control', 'no-store'],
    // Only this host: whether its subdomains have TLS is not ours to decide.
    ...(secure ? ([['Strict-Transport-Security', 'max-age=31536000']] as [string, string][]) : []),
  ];
}
