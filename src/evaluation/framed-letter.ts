/** A letter leads to a page that its reader clicks, and may do nothing else. */
export const frameSandbox = 'allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation';

/**
 * The letter's own HTML, untouched. What stands before it makes a link that names no window lead the whole window to
 * its page, which rightly would not appear in a frame.
 */
export function framedLetter(html: string): string {
  return `<!doctype html><base target="_top">${html}`;
}
