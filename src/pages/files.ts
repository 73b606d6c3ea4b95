import { readFileSync } from 'node:fs';
import { uiFiles } from '../ui/index.ts';

/** The module that judges a new password while it is typed. */
export const newPasswordScript = 'pages/browser/new-password.js';

/** The module that asks a device for a passkey. */
export const passkeyScript = 'pages/browser/passkey.js';

/** The module that works out a form's challenge. */
export const challengeScript = 'pages/browser/challenge.js';

/** Every module that a browser may load, besides the common ones. They import nothing that is not here. */
const modules = [
  newPasswordScript,
  passkeyScript,
  challengeScript,
  'pages/browser/ask-server.js',
  'pages/browser/rule-list.js',
  'passwords/policies.js',
  'passwords/rules.js',
];

export function pageFiles(): { path: string; content: string }[] {
  const built = modules.map((path) => ({
    path,
    content: readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'),
  }));
  return [...uiFiles(), ...built];
}
