import type { CustomAuthenticationContext, CustomAuthenticationHandlers } from 'nodemailer/lib/smtp-connection';

/** What a rehearsal was told no to. */
export interface Refused {
  command: string;
  reply: string;
}

/** What letters say before their content. */
export interface Rehearsal {
  /** Empty: nobody, as bounces have it. */
  from: string;
  /** Nobody is named where it is left out. */
  to?: string;
  needsUtf8: boolean;
  /** Hears each command before it is spoken. */
  announce?(command: string): void;
  refused?: Refused;
}

/**
 * What the mail library is taught. Its door for sign-ins of one's own is the one at which commands can be spoken that
 * it has no function for: a rehearsal of a letter goes through it, too.
 */
export const exchanges: CustomAuthenticationHandlers = { XOAUTH2: signInWithToken, REHEARSAL: rehearse };

async function signInWithToken({ auth, sendCommand }: CustomAuthenticationContext): Promise<void> {
  const bearer = Buffer.from(`user=${auth.user}\x01auth=Bearer ${auth.pass}\x01\x01`).toString('base64');
  let reply = await sendCommand(`AUTH XOAUTH2 ${bearer}`);
  // The reason comes in a challenge that has to be answered with nothing.
  if (reply.status === 334) reply = await sendCommand('');
  if (reply.status !== 235) throw new Error('refused');
}

/** As far as letters go without content: sender, recipient, and both taken back. */
async function rehearse({ auth, sendCommand, extensions }: CustomAuthenticationContext): Promise<void> {
  const rehearsal = auth['rehearsal'] as Rehearsal;
  const extras = [
    ...(rehearsal.needsUtf8 ? ['SMTPUTF8'] : []),
    ...(extensions.includes('SIZE') ? [`SIZE=${usualSize}`] : []),
    ...(extensions.includes('DSN') ? ['RET=HDRS'] : []),
  ];
  const commands: [command: string, line: string][] = [
    ['MAIL FROM', [`MAIL FROM:<${rehearsal.from}>`, ...extras].join(' ')],
  ];
  if (rehearsal.to !== undefined) commands.push(['RCPT TO', `RCPT TO:<${rehearsal.to}>`]);
  for (const [command, line] of commands) {
    rehearsal.announce?.(line);
    const { status, response } = await sendCommand(line);
    if (status < 200 || status > 299) rehearsal.refused ??= { command, reply: response };
    if (rehearsal.refused) break;
  }
  if (rehearsal.refused?.reply.startsWith('421')) return;
  rehearsal.announce?.('RSET');
  await sendCommand('RSET');
}

/** In bytes: what a letter of ours is at most. */
const usualSize = 65_536;
