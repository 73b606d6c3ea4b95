import { housekeepingTime, latestKnown } from '../database/index.ts';
import { day, lastMade, system } from '../kernel/index.ts';
import { deleteEmailChanges } from './email-change-store.ts';
import { deleteEndedCodes } from './identity-code-store.ts';
import type { Resets } from './index.ts';
import { refusedAsks } from './limits.ts';
import { deleteOutlivedLinks, killLinksAfter } from './link-store.ts';
import type { Parts } from './parts.ts';
import { deleteResets, expireResets, forgetTypedNames } from './store.ts';
import { nameRemembered } from './typed-name.ts';
import { notMeLife } from './warnings.ts';

/** How long a dead link is still recognised, and a change of email still known. */
const remembered = 30 * day;

/** Housekeeping, once a minute: what has expired is marked, what nobody needs is forgotten, refused asks are summed up. */
export function createSweep(parts: Parts): Resets['sweep'] {
  return async (piecemeal) => {
    const { audit_retention } = await parts.settings.read(parts.database.read);
    const now = parts.clock.now();
    const asOf = await housekeepingTime(parts.database.read, now);
    await piecemeal((tx, most) => expireResets(tx, now, most));
    // Those that were drawn while the clock was far ahead: else they would open once their time has come.
    const after = lastMade(await latestKnown(parts.database.read, now));
    await piecemeal((tx, most) => killLinksAfter(tx, { after, now, most }));
    await piecemeal((tx, most) => deleteOutlivedLinks(tx, asOf - remembered, most));
    await piecemeal((tx, most) => forgetTypedNames(tx, asOf - nameRemembered, most));
    await piecemeal((tx, most) => deleteResets(tx, asOf - notMeLife - audit_retention, most));
    await piecemeal((tx, most) => deleteEndedCodes(tx, now, most));
    await piecemeal((tx, most) => deleteEmailChanges(tx, asOf - remembered, most));
    await tellRefusedAsks(parts);
  };
}

function tellRefusedAsks({ database, throttle, audit }: Parts): Promise<void> {
  return database.write(async (tx) => {
    const asks = await throttle.drain(tx, { rule: refusedAsks, of: '' });
    if (asks === 0) return;
    await audit.record(tx, system, { event: 'reset.asks_limited', outcome: 'limited', details: { asks } });
  });
}
