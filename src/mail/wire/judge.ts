import { addressForbidden } from '../../kernel/index.ts';
import type { MailServer } from '../index.ts';
import { heldAgainstUs, type Reason } from '../reasons.ts';
import { causeOf, type Reply, readReply } from './cause.ts';
import { clearText, timedOut, type Verdict, type WireError } from './failure.ts';
import { tokenUnreachable } from './post-form.ts';
import { tokenRefused } from './tokens.ts';

type Judgement = Pick<Verdict, 'outcome' | 'reason'>;

/**
 * What a failure means. Trouble with the network, with TLS, with signing in, with this machine and with the sender is
 * the server's and passes (`temporary`), whenever it is told; a definite no to the recipient or the letter is
 * `permanent`; a line that broke after the whole letter had left is `unknown`.
 */
export function judge(error: WireError, server: MailServer): Judgement {
  const reply = error.reply === undefined ? undefined : readReply(error.reply);
  if (reply && reply.code >= 400) return judgeReply(error, reply);
  if (error.phase === 'confirming') return { outcome: 'unknown', reason: 'dropped_after_data' };
  return temporary(withoutReply(error, server));
}

const temporary = (reason: Reason): Judgement => ({ outcome: 'temporary', reason });
const permanent = (reason: Reason): Judgement => ({ outcome: 'permanent', reason });

function withoutReply({ phase, code = '' }: WireError, server: MailServer): Reason {
  const byCode = codes.get(code);
  if (byCode) return byCode;
  if (/^EAI_/.test(code)) return 'dns';
  if (code === timedOut) return whenSilent(phase, server);
  if (phase === 'connecting') return 'connect_failed';
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/.test(code)) return 'wrong_port_for_security';
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') return 'certificate_self_signed';
  if (isCertificateCode(code)) return 'certificate_untrusted';
  return phase === 'securing' ? 'tls_handshake' : phase === 'greeting' ? 'hung_up' : 'dropped';
}

const codes = new Map<string, Reason>([
  ['ENOTFOUND', 'dns'],
  ['ENODATA', 'dns'],
  ['ECONNREFUSED', 'connect_refused'],
  ['CERT_HAS_EXPIRED', 'certificate_expired'],
  ['CERT_NOT_YET_VALID', 'certificate_expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate_name'],
  ['EPROTOCOL', 'not_smtp'],
  ['EAUTH', 'login_refused'],
  [clearText, 'clear_text_refused'],
  [addressForbidden, 'address_forbidden'],
  [tokenRefused, 'token_refused'],
  [tokenUnreachable, 'token_unreachable'],
]);

/** What OpenSSL says of chains that it does not trust: self-signed, issuer not found, revoked and the like. */
function isCertificateCode(code: string): boolean {
  return /CERT|UNABLE_TO|INVALID_CA|SELF_SIGNED/.test(code);
}

/**
 * A port for TLS at once waits for the client to begin: to anybody else it is silent. Silence over a letter that has its
 * recipient may be that letter's own matter: some servers ask elsewhere whether there is such an address.
 */
function whenSilent(phase: WireError['phase'], server: MailServer): Reason {
  if (phase === 'connecting') return 'connect_timeout';
  if (phase === 'securing') return 'tls_handshake';
  if (phase === 'recipient' || phase === 'content') return 'letter_timeout';
  if (phase !== 'greeting') return 'command_timeout';
  return server.port === 465 && server.encryption !== 'ssl' ? 'wrong_port_for_security' : 'greeting_timeout';
}

function judgeReply(error: WireError, reply: Reply): Judgement {
  const passing = reply.code < 500 || reply.code === 503;
  if (reply.code === 421)
    return temporary(/too many|connections/i.test(reply.text) ? 'too_many_connections' : 'try_later');
  if (error.phase === 'greeting' || error.phase === 'securing') {
    return temporary(passing ? 'try_later' : lacksStartTls(error, reply) ? 'starttls_missing' : 'turned_away');
  }
  if (error.phase === 'login') return temporary(passing ? 'try_later' : 'login_refused');
  return judgeLetter(error, reply, passing);
}

/** Refused when asked for, or a server so old that it does not know EHLO, without which there is no STARTTLS. */
function lacksStartTls({ command }: WireError, reply: Reply): boolean {
  return command === 'STARTTLS' || (command === 'EHLO' && [500, 502, 504].includes(reply.code));
}

/** A no to a letter. Before anybody is named, none is about the recipient; what nobody understands never is. */
function judgeLetter({ command }: WireError, reply: Reply, passing: boolean): Judgement {
  const cause = causeOf(reply);
  if (passing && /gr[ae]y-?list/i.test(reply.text)) return temporary('greylisted');
  if (cause && heldAgainstUs.includes(cause)) return temporary(cause);
  if (passing || cause === 'try_later') {
    return temporary(cause === 'mailbox_full' && command !== 'MAIL FROM' ? cause : 'try_later');
  }
  if (command === 'MAIL FROM' && cause !== 'too_large') return temporary('sender_refused');
  return permanent(cause ?? 'message_refused');
}
