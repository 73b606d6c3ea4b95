import { letters } from './letters.ts';
import { mail } from './mail.ts';
import { mailbox } from './mailbox.ts';
import { pages } from './pages.ts';
import { passwords } from './passwords.ts';
import { refusals } from './refusals.ts';

/** The English catalogue, which every other language is measured against. */
export const english = { ...letters, ...mail, ...mailbox, ...pages, ...passwords, ...refusals };
