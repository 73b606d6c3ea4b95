/** A text of at most `length` characters on one line: control characters and line ends become spaces. */
export function oneLine(text: string, length = 200): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}…`;
}

/** What turns the direction in which the rest is read: a name made of it could rewrite the line that it stands in. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** What nobody sees and no script is written with. Joiners are not of it: Persian, Hindi and many an emoji need them. */
const hidden = /[\u00ad\u200b\u2060-\u2065\u206a-\u206f\ufeff]/gu;

/** A text in which nothing turns the direction of reading but its own letters. */
export function unturned(text: string): string {
  return text.replace(turning, '');
}

/** What somebody or something is called: one line, all of which is read as it is written. */
export function nameLine(text: string, length?: number): string {
  return oneLine(unturned(text).replace(hidden, ''), length);
}

/** Whether a text can be stored and shown: no lone surrogate (it is not UTF-8) and no NUL. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

const local = String.raw`[\p{L}\p{M}\p{N}!#$%&'*+/=?^_\x60{|}~-]+`;
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`;
const email = new RegExp(String.raw`^${local}(?:\.${local})*@${label}(?:\.${label})*$`, 'u');

/**
 * Whether a text is an email address that letters can go to. Stricter than RFC 5321 on purpose: no quoted
 * local part, no address literal, no comment, because mail programs disagree on what those mean.
 */
export function isEmail(text: string): boolean {
  if (text.length > 254 || text.lastIndexOf('@') > 64) return false;
  return email.test(text);
}

/** An address as logs may hold it: `a…@example.com`. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '…' : `${[...address][0]}…${address.slice(at)}`;
}
