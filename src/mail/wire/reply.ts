import type { MailServer } from '../index.ts';

/** What must not be kept of a server's words: what we told it in confidence. */
export interface Confidence {
  /** Credentials, as they are and as they went over the wire. */
  credentials: readonly string[];
  /** The letter, whose links some servers repeat when they refuse one; nothing where it is not at hand (any more). */
  letter?: string | undefined;
  /** The letter that is not at hand held a short code. */
  coded?: boolean | undefined;
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
 * credentials and the secrets of the letter (the token of a link, a code) are masked. Where the letter is not at hand,
 * whatever looks like one of its secrets is.
 */
export function presentable(reply: string, { credentials, ...letter }: Confidence): string {
  const told = withoutRepeatedCodes(reply).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]+/gu, '\n');
  const masked = withoutSecrets(withoutCredentials(told, credentials), letter);
  const line = withoutCredentials(masked.replace(/[ \n]+/g, ' ').trim(), credentials);
  const characters = [...line];
  return characters.length <= 200 ? line : `${characters.slice(0, 199).join('')}…`;
}

/** `550-5.7.1 one\n550 5.7.1 two` is one sentence to a reader, of two lines. */
export function withoutRepeatedCodes(reply: string): string {
  const [first = '', ...rest] = reply.split(/\r?\n/);
  return [
    first.replace(/^(\d{3})-/, '$1 '),
    ...rest.map((line) => line.replace(/^\d{3}[ -](?:\d\.\d+\.\d+ )?/, '')),
  ].join('\n');
}

function withoutCredentials(line: string, credentials: readonly string[]): string {
  let masked = line;
  for (const secret of credentials) if (secret.length >= 3) masked = masked.replaceAll(secret, mask);
  return masked;
}

const mask = '***';

/** Where a line of the server's ends, or one of quoted-printable, which marks it: what stands around it may be one piece. */
const broken = /=[ \n]+|\n[ \n]*/g;
const run = new RegExp(`[\\w-]+(?:(?:${broken.source})[\\w-]+)*`, 'g');
/** What follows `token=`, as it is or as quoted-printable, percent signs, character references and scripts have it. */
const parameter = /(token(?:=(?:3D)?|%(?:25)*3D|&#(?:61|x3D);|\\(?:u00|x)3D))(?:[^\s"'<>]*=[ \n]+)*[^\s"'<>]*/gi;
/** As long as what base64 makes of a token. */
const encoded = /[A-Za-z0-9+/]{56,}={0,2}/g;
const digits = /\d(?:[=\s-]{0,3}\d){5,}/g;
const statusCodes = /^\d{3}[ -](?:\d\.\d{1,3}\.\d{1,3}\s)?/;

function withoutSecrets(told: string, { letter, coded = false }: Omit<Confidence, 'credentials'>): string {
  const judges = letter === undefined ? { isToken: isLong, isCode: () => coded } : echoesOf(letter);
  const masked = told
    .replace(parameter, `$1${mask}`)
    .replace(encoded, (found) => (isMixed(found) ? mask : found))
    .replace(run, (pieces) => {
      if (judges.isToken(joined(pieces))) return mask;
      return pieces.replace(/[\w-]+/g, (piece) => (judges.isToken(piece) ? mask : piece));
    });
  const [codes = ''] = statusCodes.exec(masked) ?? [];
  return codes + masked.slice(codes.length).replace(digits, (found) => (judges.isCode(figures(found)) ? mask : found));
}

function joined(pieces: string): string {
  return pieces.replace(broken, '');
}

function figures(found: string): string {
  return found.replace(/\D/g, '');
}

function isMixed(text: string): boolean {
  return [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(text));
}

/** Tokens have 43 characters; a part of one with as many as this is close enough to be found out. */
function isLong(text: string): boolean {
  return text.length >= 32;
}

/** What is a secret of a letter, as far as it can be told: what is long in it, and figures that may be a code. */
function echoesOf(letter: string) {
  const known = letter.toLowerCase();
  const tokens = known.match(/[\w-]{32,}/g) ?? [];
  const codes = (letter.match(/\d(?:\s?\d){5,}/g) ?? []).map(figures);
  return {
    isToken(text: string): boolean {
      const lower = text.toLowerCase();
      return text.length >= 16 && (known.includes(lower) || tokens.some((token) => lower.includes(token)));
    },
    isCode: (found: string): boolean => codes.some((code) => found.includes(code)),
  };
}
