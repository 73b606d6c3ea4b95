import type { AttemptRecord } from '../index.ts';
import type { Reason } from '../reasons.ts';

/** What became of one try with one server. */
export interface Verdict {
  outcome: AttemptRecord['outcome'];
  reason: Reason;
  /** The server's own words, fit to be kept. */
  reply: string | undefined;
}

/**
 * How far a conversation had come. From `recipient` on, the server knows whom the letter is for. After `content` nobody
 * knows whether the server has the letter.
 */
export type Phase =
  | 'connecting'
  | 'securing'
  | 'greeting'
  | 'login'
  | 'envelope'
  | 'recipient'
  | 'content'
  | 'confirming';

/** What went wrong on the wire, before anybody judges it. */
export class WireError extends Error {
  override name = 'WireError';
  readonly phase: Phase;
  /** The system's, the TLS library's or the mail library's code. */
  readonly code: string | undefined;
  /** The command that was answered with `reply`. */
  readonly command: string | undefined;
  readonly reply: string | undefined;

  constructor(
    phase: Phase,
    what: { code?: string | undefined; command?: string | undefined; reply?: string | undefined },
  ) {
    super(`${phase}: ${what.code ?? what.reply ?? 'closed'}`);
    this.phase = phase;
    this.code = what.code;
    this.command = what.command;
    this.reply = what.reply;
  }
}

export const timedOut = 'ETIMEDOUT';
export const clearText = 'CLEAR_TEXT';
