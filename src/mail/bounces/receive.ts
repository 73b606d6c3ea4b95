import { createTally, day } from '../../kernel/index.ts';
import type { Composer } from '../index.ts';
import type { Receiver } from '../listen.ts';
import type { Parts } from '../parts.ts';
import { createReading } from './reading.ts';
import { listenForBounces } from './receiver.ts';
import { messageOf } from './return-path.ts';
import { take } from './take.ts';

/** Takes what comes back for the letters that these composers wrote. */
export async function receiveBounces(
  parts: Parts,
  composers: readonly Composer[],
  at: { host: string; port: number },
): Promise<Receiver> {
  const byKind = new Map(composers.flatMap((composer) => composer.kinds.map((kind) => [kind, composer] as const)));
  const reading = createReading(parts.log);
  const intake = {
    composerOf: (kind: string) => byKind.get(kind),
    classify: reading.classify,
    tally: createTally(parts.clock, day),
  };
  const receiver = await listenForBounces({
    ...at,
    hostname: parts.hostname,
    log: parts.log,
    isOurs: (address) => messageOf(parts.secrets, address) !== undefined,
    take: (came) => take(parts, intake, came),
  });
  return {
    ...receiver,
    async close() {
      await receiver.close();
      await reading.close();
    },
  };
}
