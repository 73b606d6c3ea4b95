/**
 * What a letter may do in a browser: look as it looks, and lead to a page that its reader clicks. No script, no form,
 * nothing fetched from anywhere, no going elsewhere by itself; and it is no page of ours, so no cookie is near.
 */
const freedoms = 'allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation';

export const frameSandbox = freedoms;

export const letterHeaders: Record<string, string> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    `sandbox ${freedoms}`,
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data: cid:',
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
  // Browsers do not open a sandboxed page by itself when it asks for a window of its own.
  'Cross-Origin-Opener-Policy': 'unsafe-none',
};

/**
 * The letter's own HTML, untouched. What stands before it makes a link that names no window lead the whole window to
 * its page, which rightly would not appear in a frame.
 */
export function framedLetter(html: string): string {
  return `<!doctype html><base target="_top">${html}`;
}
