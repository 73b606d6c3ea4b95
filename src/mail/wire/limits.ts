import { minute, second } from '../../kernel/index.ts';

/** How long each step may take, in milliseconds. A server that trickles bytes gains nothing: only whole replies count. */
export interface Limits {
  connect: number;
  /** From the connection to the 220, and for a TLS handshake. */
  greeting: number;
  command: number;
  /** From the first byte of a letter to its confirmation (RFC 5321, 4.5.3.2.6). */
  data: number;
  /** A letter that takes longer makes its server a slow one. Nothing is torn by it. */
  slow: number;
  /** How long a whole test may take. */
  test: number;
  /** How long an unused connection is kept; servers close theirs after some minutes. */
  idle: number;
  /** How long a letter may still go on once the server stops. */
  grace: number;
}

/** Somebody waits for a test: where a server takes that long for one step, that is what is to be told. */
export function limitsOfTest(usual: Limits): Limits {
  const most = 15 * second;
  return {
    ...usual,
    greeting: Math.min(usual.greeting, most),
    command: Math.min(usual.command, most),
    data: Math.min(usual.data, minute),
  };
}

export const usualLimits: Limits = {
  connect: 10 * second,
  greeting: minute,
  command: minute,
  data: 10 * minute,
  slow: 40 * second,
  test: 30 * second,
  idle: minute,
  grace: 5 * second,
};
