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
 * they hold against the sender, the account or the machine. Nothing where nobody understands it.
 */
export function causeOf({ code, status, text }: Said): Reason | undefined {
  const byStatus = found(statuses, status) ?? (code === 530 ? 'login_missing' : undefined);
  const told = text.slice(0, longest).replace(names, ' ');
  return byStatus ?? found(words, told) ?? found(vagueStatuses, status);
}

type Table = readonly [told: RegExp, Reason][];

function found(table: Table, told: string): Reason | undefined {
  return table.find(([pattern]) => pattern.test(told))?.[1];
}

const statuses: Table = [
  [/^(?:1\.(?:[1236]|10)|2\.1|7\.1[23]\d)$/, 'recipient_refused'],
  [/^2\.2$/, 'mailbox_full'],
  [/^(?:2\.3|3\.4)$/, 'too_large'],
  [/^(?:1\.[78]|2\.252|7\.27|7\.60)$/, 'sender_refused'],
  [/^7\.(?:2[0-46]|509|515)$/, 'sender_unproven'],
  [/^7\.(?:25|6[0-4]\d|708)$/, 'host_refused'],
  [/^(?:4\.5|1\.90|7\.(?:23[23]|50[1-8]|511|70\d|750))$/, 'account_limited'],
  [/^7\.(?:54|64)$/, 'relay_refused'],
  [/^7\.57$/, 'login_missing'],
];

/** They speak of the address, or of days without an answer from its host, where no word says what it is. */
const vagueStatuses: Table = [[/^(?:[12]\.\d|4\.[47])$/, 'recipient_refused']];

/** Whoever is called `relay@…`, or a host of that name, says nothing of relaying. */
const names = /<[^>]*>|\[[^\]]*\]|https?:\/\/\S+|\S+@\S+|[\w-]+(?:\.[\w-]+)+/gi;

const refused = '(?:denied|prohibited|refused|disabled|disallowed|not (?:permitted|allowed|authori[sz]ed))';
const mayNot = "(?:unable|cannot|can't|won't|do(?:es)? not|don't|not (?:permitted|allowed|authori[sz]ed))";
const opposed = '(?:reject|refus|den(?:y|ied)|block|bann|black|not\\b|unknown|invalid|fail)';
const whom = '(?:user|mail ?box|recipient|account|person|address)';
const missing = [
  `\\b(?:no such|unknown|non-?existent) (?:local )?${whom}\\b|\\binvalid (?:user|mail ?box|recipient)\\b`,
  `\\b${whom}(?: is| was)? (?:unknown|not (?:found|known)|does(?:n't| not) exist)\\b`,
].join('|');
/** Nobody has spoken of the sender yet, whose address some look up as well. */
const atFirst = '^(?:(?!\\b(?:send|from\\b|verif)).)*';

/**
 * The first that fits counts. A recipient who is plainly missing stands first: friendly words about anything may follow.
 * Then what is held against us, because many tell it as a recipient rejected or a mailbox unavailable: an unproven sender
 * before a refused one, a sender on a list before a listed host, and a quota for sending before that of a mailbox. That
 * it may go better later stands before what is only vaguely the recipient's.
 */
const words: Table = [
  [new RegExp(`${atFirst}(?:${missing})`, 'i'), 'recipient_refused'],
  [
    /authenticat\w+ (?:is )?(?:required|needed)|requires authentication|must authenticate|without authentication/i,
    'login_missing',
  ],
  [/\brelaying disallowed as\b/i, 'sender_refused'],
  [new RegExp(`\\brelay(?:ing)?\\b[^.:;]{0,30}${refused}|\\b${mayNot}(?: to)? relay\\b`, 'i'), 'relay_refused'],
  [/\bcredentials for relay\b|\brcpthosts\b/i, 'relay_refused'],
  [/\b(?:SPF|DKIM|DMARC)\b|sender policy framework|unauthenticated e?-?mail|is unauthenticated/i, 'sender_unproven'],
  [/\banti-?spoof/i, 'sender_unproven'],
  [new RegExp(`\\bsender\\b.{0,40}\\b(?:${opposed}|verif)|\\bverif\\w+ (?:the )?sender\\b`, 'i'), 'sender_refused'],
  [/\b(?:unauthori[sz]ed|unknown|invalid|banned|blocked) sender\b/i, 'sender_refused'],
  [
    /\bsender (?:address has|identity|signature)|\bdomain of sender\b|\bsend as\b|\bfrom['"]? address\b|\bbadmailfrom\b/i,
    'sender_refused',
  ],
  [/\baddress is not verified\b|\bsending domain\b/i, 'sender_refused'],
  [/\bclient (?:host|address|ip|was)\b|\b(?:helo|ehlo)\b|\breverse (?:dns|hostname|lookup)\b|\bPTR\b/i, 'host_refused'],
  [
    /\b(?:your|sending|source|this|that|the|unauthori[sz]ed) ip\b|\b(?:your|sending) (?:host|hostname|server|mail ?server|network)\b/i,
    'host_refused',
  ],
  [/\b(?:black|block)[ -]?list|\b(?:RBL|DNSBL)s?\b|\bblocked (?:using|- see)\b|\breputation\b/i, 'host_refused'],
  [/(?<!\bnot )\blisted (?:at|by|in|on)\b|\ball messages from\b|\bpermanently deferred\b/i, 'host_refused'],
  [/\b(?:sending|submission|outbound|outgoing|daily|hourly) (?:user )?(?:sending )?quota\b/i, 'account_limited'],
  [
    /\b(?:sending|submission|outbound|outgoing|daily|hourly|messages?|e?-?mails?|recipients?|rcpts?|rate) limit/i,
    'account_limited',
  ],
  [/\bper (?:\d+ )?(?:minute|hour|day)s?\b|\byou(?:'ve| have) (?:reached|exceeded)\b/i, 'account_limited'],
  [/\bexceeded (?:the |its )?(?:max|threshold|permitted limits)\b|\boutbound ?spam/i, 'account_limited'],
  [
    /\bsending (?:is |was |has been )?(?:paused|suspended|disabled|blocked)\b|\byour\b.{0,20}\baccount\b/i,
    'account_limited',
  ],
  [/\bnot (?:permitted|allowed|authori[sz]ed) to send\b/i, 'account_limited'],
  [/\b(?:mail ?box|inbox)\b.{0,40}\b(?:full|exceed\w*)\b|\bquota\b.{0,20}\b(?:full|exceed\w*)\b/i, 'mailbox_full'],
  [/\b(?:over|exceed\w*|out of)\b.{0,20}\b(?:quota|storage)\b|\bover ?quota\b/i, 'mailbox_full'],
  [/\bsize\b|\btoo (?:large|big)\b|\blarger than\b|\bdatabytes\b/i, 'too_large'],
  [/\b(?:again|try|retry) later\b|\btemporar(?:y|ily)\b/i, 'try_later'],
  [new RegExp(missing, 'i'), 'recipient_refused'],
  [/\brecipient(?: address)? (?:rejected|refused|denied)(?:: access denied\b|\W*$)/i, 'recipient_refused'],
  [
    /\b(?:mail ?box|recipient|address)(?: is| has been)? (?:unavailable|disabled|inactive|suspended|closed|expired|not (?:active|available))\b/i,
    'recipient_refused',
  ],
  [
    /\bno mail ?box\b|\bun(?:routeable|deliverable) address\b|\bnot listed in\b|\bdoes(?:n't| not) have an? .{0,10}account\b/i,
    'recipient_refused',
  ],
];
