import { readFileSync } from 'node:fs';
import { uiFiles } from '../ui/index.ts';

export const frameStyle = 'console/console.css';
export const listStyle = 'console/list/list.css';
export const recordStyle = 'console/records.css';
/** The module of every page of the console; it loads the others. */
export const frameScript = 'console/browser/console.js';

/** The module of every list. */
export const listScript = 'console/browser/list.js';
/** Copies findings. */
export const copyScript = 'console/browser/copy.js';

/** Follows long work while it is under way. */
export const jobScript = 'console/browser/job.js';

const files = [
  copyScript,
  jobScript,
  frameStyle,
  listStyle,
  recordStyle,
  frameScript,
  'console/browser/dialogs.js',
  'console/browser/mail-servers.js',
  'console/browser/drops.js',
  listScript,
  'console/browser/rows.js',
  'console/browser/shortcuts.js',
  'console/browser/toasts.js',
  'console/browser/unsaved.js',
];

export function consoleFiles(): { path: string; content: string }[] {
  const own = files.map((path) => ({ path, content: readFileSync(new URL(`../${path}`, import.meta.url), 'utf8') }));
  return [...uiFiles(), ...own];
}
