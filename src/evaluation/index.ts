export { type Mailbox, startMailbox } from './mailbox.ts';
export { mailboxPages } from './mailbox-pages.tsx';
export { type Demo, seedDemo } from './seed-demo.ts';
export { startMessage } from './start-message.ts';
