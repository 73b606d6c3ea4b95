import { day, newToken, Refusal, tokenDigest } from '../kernel/index.ts';
import type { Factors } from './index.ts';
import { type Parts, self, tell } from './parts.ts';
import { deleteDevices, insertDevice } from './store.ts';

/** How long a device is not asked for the second factor. */
const rememberedFor = 30 * day;

export function createRemember(parts: Parts): Pick<Factors, 'remember' | 'forgetDevices'> {
  const { database, clock, random } = parts;
  return {
    async remember(tx, caller, user) {
      const token = newToken(random);
      const now = clock.now();
      await insertDevice(tx, {
        token_digest: tokenDigest(token),
        user_id: user.id,
        created_at: now,
        ends_at: now + rememberedFor,
        agent: caller.agent ?? null,
      });
      return token;
    },

    forgetDevices: (caller) =>
      database.write(async (tx) => {
        const user = await self(tx, parts, caller);
        if (user instanceof Refusal) return user;
        const count = await deleteDevices(tx, { userId: user.id });
        if (count > 0) await tell(tx, parts, caller, { user, event: 'factors.devices_forgotten' });
        return count;
      }),
  };
}
