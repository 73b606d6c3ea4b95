import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';

/** Far longer than any transaction is let wait. */
const patience = 60_000;

/**
 * Until so many transactions of the database wait for locks. Whoever holds them may ask: what a transaction sees of the others at its
 * first look it would be shown for good, so that is cleared before each.
 */
export async function untilWaiting(gate: Client, count: number): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; await delay(5)) {
    await gate.query('select pg_stat_clear_snapshot()');
    const { rows } = await gate.query(`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`);
    if (rows[0].count >= count) return;
  }
  throw new Error(`So many never waited at once: ${count}.`);
}
