const somewhere = 'https://rekey.invalid';
const longest = 2000;

/**
 * The path, when following it surely stays on this site, in the one spelling that every browser reads alike; else
 * `undefined`. What a browser might take for another host is refused: `//x`, `/\x`, control characters, and
 * dot segments that leave two slashes in front.
 */
export function safeRedirect(path: string | undefined): string | undefined {
  if (path === undefined || path.length > longest || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path)) return undefined;
  if (!path.isWellFormed() || !URL.canParse(path, somewhere)) return undefined;
  const url = new URL(path, somewhere);
  return url.origin === somewhere && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : undefined;
}
