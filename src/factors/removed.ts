import type { Tx } from '../database/index.ts';
import type { Caller, EventName } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import { hasFactor } from './has-factor.ts';
import type { EndedWithFactors } from './index.ts';
import { endOpenedByGone } from './opening.ts';
import { type Parts, tell } from './parts.ts';
import { deleteDevices, replaceRecoveryCodes } from './store.ts';

/** What follows where its owner has taken a factor away. Answers what ended with it. */
export async function removed(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, event }: { user: User; event: EventName },
): Promise<EndedWithFactors> {
  const forgotten = await forgetLoneCodes(tx, user.id);
  const { sessions, remembered_devices: devices } = await endOpenedByGone(tx, parts, caller, { user });
  await tell(tx, parts, caller, { user, event, at: parts.clock.now() });
  return { sessions, remembered_devices: forgotten + devices };
}

/** Without a factor there is nothing to recover and nothing to be remembered for. Answers how many devices are forgotten. */
async function forgetLoneCodes(tx: Tx, userId: string): Promise<number> {
  if (await hasFactor(tx, userId)) return 0;
  await replaceRecoveryCodes(tx, userId, []);
  return deleteDevices(tx, { userId });
}
