import type { MailServer } from '../index.ts';
import { WireError } from './failure.ts';
import { judge } from './judge.ts';
import type { Limits } from './limits.ts';
import { openSocket } from './socket.ts';

/** Whether a port that says nothing waits for TLS at once: to whoever speaks before, it is silent. Nothing is sent there. */
export async function speaksTls(server: MailServer, limits: Limits): Promise<boolean> {
  const secured: MailServer = { ...server, encryption: 'ssl' };
  try {
    (await openSocket(secured, limits, new AbortController().signal)).destroy();
    return true;
  } catch (error) {
    // Whoever shows a certificate speaks TLS, whether or not it can be trusted.
    return error instanceof WireError && judge(error, secured).reason.startsWith('certificate_');
  }
}
