import { Refusal } from '../kernel/index.ts';
import type { Resets } from './index.ts';
import type { SendWish } from './judge-sending.ts';
import type { Parts } from './parts.ts';
import { resendWithin } from './resend.ts';
import { sendWithin } from './send.ts';

/** What was wished when the approval was asked for; the identity of whoever asked was checked then. */
export function createSendApproved(parts: Parts): Resets['sendApproved'] {
  return async (tx, caller, wished) => {
    const { resends, ...wish } = wished as SendWish;
    const sent = await (resends === undefined
      ? sendWithin(tx, parts, caller, { ...wish, approved: true })
      : resendWithin(tx, parts, caller, { ...wish, resends, approved: true }));
    return sent instanceof Refusal ? sent : undefined;
  };
}
