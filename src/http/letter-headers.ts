/**
 * What a letter may do in a browser: look as it looks. No script, no form, nothing fetched from anywhere, no going
 * elsewhere by itself; and it is no page of ours, so no cookie is near. `freedoms` are those of HTML's sandbox that it
 * has besides.
 */
export function letterHeaders(freedoms: string): Record<string, string> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': [
      `sandbox ${freedoms}`.trim(),
      "default-src 'none'",
      "style-src 'unsafe-inline'",
      'img-src data: cid:',
      "form-action 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'self'",
    ].join('; '),
    // Browsers do not open a sandboxed page by itself when it asks for a window of its own.
    'Cross-Origin-Opener-Policy': 'unsafe-none',
  };
}
