import { minute, type Random } from '../kernel/index.ts';

/** When a letter is tried again, in minutes after the try before. The last goes on until its life runs out. */
const waits = [1, 2, 5, 10, 15, 30, 60];

/** The wait after so many tries in vain: a fifth shorter or longer, so that what failed together does not come back together. */
export function waitAfter(tries: number, random: Random): number {
  const usual = (waits[Math.min(tries, waits.length) - 1] ?? 1) * minute;
  const jitter = 0.8 + (0.4 * random.bytes(2).readUInt16BE()) / 0xffff;
  return Math.round(usual * jitter);
}

/** Less than a tenth of its life is left: its link would be dead before its reader gets to it. */
export function isSpent({ createdAt, expiresAt }: { createdAt: number; expiresAt: number }, at: number): boolean {
  return (expiresAt - at) * 10 < expiresAt - createdAt;
}

/** When a letter may go that comes `every` after the last one: that one did not go later than now, whatever a clock said. */
export function nextAfter({ run_at }: { run_at: number }, every: number, now: number): number {
  return Math.min(run_at, now) + every;
}
