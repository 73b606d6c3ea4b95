export type { Letter, LetterSummary } from './letter.ts';
export { type Mailbox, type MailboxParts, startMailbox } from './mailbox.ts';
export { type MailboxPagesParts, mailboxPages } from './mailbox-pages.tsx';
export { type Demo, type DemoParts, seedDemo } from './seed-demo.ts';
export { startMessage } from './start-message.ts';
