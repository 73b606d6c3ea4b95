import type { Reason } from '../reasons.ts';
import { withoutRepeatedCodes } from './reply.ts';

/** What a mail server says of a letter: its enhanced status without the class (`7.1` of 5.7.1), and its words. */
interface Said {
  code?: number;
  status: string;
  text: string;
}

/** What it answers us, which begins with three digits. */
export interface Reply extends Said {
  code: number;
}

/** More than anybody says of one letter: what is looked at costs time. */
const longest = 1_000;

/** qmail has its status at the end: `553 sorry, … (#5.7.1)`. */
export function readReply(reply: string): Reply | undefined {
  const told = withoutRepeatedCodes(reply).replace(/\s+/g, ' ');
  const [, code, text = ''] = /^([2-5]\d\d)(?: (.*))?$/.exec(told) ?? [];
  if (code === undefined) return undefined;
  return { code: Number(code), status: statusIn(/(?:^|\(#)([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1]), text };
}

/** `7.1` of `5.7.1`: whether it passes, the three digits tell. */
export function statusIn(enhanced = ''): string {
  return enhanced.slice(2);
}

/**
 * What a no is about, as far as it tells: its status (RFC 3463, RFC 5248 and what Exchange adds), and its words
 * where it has none, or one that servers use for everything (5.7.1). Many say only when the recipient is named what
 * they hold against the sender or the machine.
 */
export function causeOf({ code, status, text }: Said): Reason | undefined {
  const byStatus = statuses.find(([pattern]) => pattern.test(status))?.[1];
  if (byStatus) return byStatus;
  if (code === 530) return 'login_missing';
  const told = text.slice(0, longest).replace(names, ' ');
  return words.find(([pattern]) => pattern.test(told))?.[1];
}

const statuses: [status: RegExp, Reason][] = [
  [/^(?:1\.(?:[1236]|10)|2\.1|7\.1[23]\d)$/, 'recipient_refused'],
  [/^2\.2$/, 'mailbox_full'],
  [/^(?:2\.3|3\.4)$/, 'too_large'],
  [/^(?:1\.[78]|2\.252|7\.27|7\.60)$/, 'sender_refused'],
  [/^7\.(?:2[0-46]|509|515)$/, 'sender_unproven'],
  [/^7\.(?:25|6[0-4]\d|708)$/, 'host_refused'],
  [/^7\.(?:54|64)$/, 'relay_refused'],
  [/^7\.57$/, 'login_missing'],
];

/** Whoever is called `relay@…`, or a host of that name, says nothing of relaying. */
const names = /<[^>]*>|\[[^\]]*\]|https?:\/\/\S+|\S+@\S+|[\w-]+(?:\.[\w-]+)+/gi;

const refused = '(?:denied|prohibited|refused|disabled|not (?:permitted|allowed|authori[sz]ed))';
const mayNot = "(?:unable|cannot|can't|won't|do(?:es)? not|don't|not (?:permitted|allowed|authori[sz]ed))";
const opposed = '(?:reject|refus|den(?:y|ied)|block|bann|black|not\\b|unknown|invalid|fail)';

/** In this order: a sender that cannot be proven is told as a recipient rejected, and one on a list as a listed host. */
const words: [told: RegExp, Reason][] = [
  [
    /authenticat\w+ (?:is )?(?:required|needed)|requires authentication|must authenticate|without authentication/i,
    'login_missing',
  ],
  [new RegExp(`\\brelay(?:ing)?\\b[^.:;]{0,30}${refused}|\\b${mayNot}(?: to)? relay\\b`, 'i'), 'relay_refused'],
  [/\bcredentials for relay\b|\brcpthosts\b/i, 'relay_refused'],
  [/\b(?:SPF|DKIM|DMARC)\b|sender policy framework|unauthenticated e?-?mail|is unauthenticated/i, 'sender_unproven'],
  [new RegExp(`\\bsender\\b.{0,40}\\b(?:${opposed}|verif)|\\bverif\\w+ (?:the )?sender\\b`, 'i'), 'sender_refused'],
  [
    /\bsender (?:address has|identity)|\bdomain of sender\b|\bsend as\b|\bfrom address\b|\bbadmailfrom\b/i,
    'sender_refused',
  ],
  [/\baddress is not verified\b|\bsending domain\b/i, 'sender_refused'],
  [/\bclient (?:host|address|ip|was)\b|\b(?:helo|ehlo)\b|\breverse (?:dns|hostname|lookup)\b|\bPTR\b/i, 'host_refused'],
  [
    /\b(?:your|sending|source|this|the) ip\b|\b(?:your|sending) (?:host|hostname|server|mail ?server|network)\b/i,
    'host_refused',
  ],
  [/\b(?:black|block)[ -]?list|\b(?:RBL|DNSBL)s?\b|\bblocked using\b|\breputation\b/i, 'host_refused'],
];
