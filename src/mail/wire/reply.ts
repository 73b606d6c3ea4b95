import type { MailServer } from '../index.ts';

/** What must not be kept of a server's words: what we told it in confidence. */
export interface Confidence {
  /** Credentials, as they are and as they went over the wire. */
  credentials: readonly string[];
  /** The letter, whose links some servers repeat when they refuse one. */
  letter?: string | undefined;
}

/** Credentials in every form in which SMTP sends them. */
export function credentialsOf({ user, password, tokens }: MailServer): string[] {
  if (!user) return [];
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const passwords = [...(password ? [password] : []), ...(tokens?.known() ?? [])];
  const sent = passwords.flatMap((one) => [base64(`\0${user}\0${one}`), base64(one), base64(user)]);
  return [
    ...sent,
    ...sent.map((text) => text.replace(/=+$/, '')),
    ...passwords,
    ...(passwords.length > 0 ? [user] : []),
  ];
}

/**
 * A mail server's words as they may be kept and shown: one line of at most 200 printable characters, in which
 * credentials and anything long that stands in the letter (a link and its token) are masked.
 */
export function presentable(reply: string, confidence: Confidence): string {
  const line = withoutRepeatedCodes(reply).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]+/gu, ' ');
  const masked = withoutEchoes(withoutCredentials(line, confidence.credentials), confidence.letter);
  const characters = [...masked.replace(/ {2,}/g, ' ').trim()];
  return characters.length <= 200 ? characters.join('') : `${characters.slice(0, 199).join('')}…`;
}

/** `550-5.7.1 one\n550 5.7.1 two` is one sentence to a reader. */
function withoutRepeatedCodes(reply: string): string {
  const [first = '', ...rest] = reply.split(/\r?\n/);
  return [
    first.replace(/^(\d{3})-/, '$1 '),
    ...rest.map((line) => line.replace(/^\d{3}[ -](?:\d\.\d+\.\d+ )?/, '')),
  ].join(' ');
}

function withoutCredentials(line: string, credentials: readonly string[]): string {
  let masked = line;
  for (const secret of credentials) if (secret.length >= 3) masked = masked.replaceAll(secret, '***');
  return masked;
}

function withoutEchoes(line: string, letter: string | undefined): string {
  if (letter === undefined) return line;
  const known = letter.toLowerCase();
  return line.replace(/[\w-]{16,}/g, (run) => (known.includes(run.toLowerCase()) ? '***' : run));
}
