import { day, newToken, tokenDigest } from '../kernel/index.ts';
import { takeOne } from '../throttle/index.ts';
import { digestsIn, withToken } from './device-mark.ts';
import type { Factors } from './index.ts';
import { devicesForgotten } from './limits.ts';
import { asOwner, type Parts, tell } from './parts.ts';
import { countDevices, deleteDevices, insertDevice, othersOn } from './store.ts';

/** How long a device is not asked for the second factor. */
export const rememberedFor = 30 * day;

export function createRemember(parts: Parts): Pick<Factors, 'remember' | 'forgetDevices'> {
  const { clock, random } = parts;
  return {
    async remember(tx, caller, user, { mark, used }) {
      const token = newToken(random);
      const now = clock.now();
      await insertDevice(tx, {
        token_digest: tokenDigest(token),
        user_id: user.id,
        created_at: now,
        ends_at: now + rememberedFor,
        agent: caller.agent ?? null,
        factor_used: used ?? null,
      });
      return withToken(mark, token, await othersOn(tx, { digests: digestsIn(mark), userId: user.id, now }));
    },

    forgetDevices: (caller) =>
      asOwner(parts, caller, async (tx, user) => {
        if ((await countDevices(tx, user.id)) === 0) return 0;
        const tooMany = await takeOne(tx, parts.throttle, { rule: devicesForgotten, of: user.id });
        if (tooMany) return tooMany;
        const forgotten = await deleteDevices(tx, { userId: user.id });
        await tell(tx, parts, caller, { user, event: 'factors.devices_forgotten', at: clock.now() });
        return forgotten;
      }),
  };
}
