import { readFileSync } from 'node:fs';
import { markFile } from './mark.tsx';

/** The files that browsers load for any page, by their path below the assets' address. */
export function uiFiles(): { path: string; content: string }[] {
  return [
    { path: 'ui/rekey.css', content: readFileSync(new URL('rekey.css', import.meta.url), 'utf8') },
    { path: 'ui/dark.css', content: readFileSync(new URL('dark.css', import.meta.url), 'utf8') },
    { path: 'ui/mark.svg', content: markFile() },
    { path: formScript, content: readFileSync(new URL('browser/forms.js', import.meta.url), 'utf8') },
    { path: pageReader, content: readFileSync(new URL('browser/read-page.js', import.meta.url), 'utf8') },
  ];
}

/** What other modules read pages with. */
const pageReader = 'ui/browser/read-page.js';

/** The module that pages with forms load. */
export const formScript = 'ui/browser/forms.js';
