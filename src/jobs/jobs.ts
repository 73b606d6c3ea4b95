import { createDescribe } from './describe.ts';
import type { Jobs } from './index.ts';
import type { Parts } from './parts.ts';
import { createPauseAll } from './pause-all.ts';
import { createStart } from './start.ts';
import { createSteer } from './steer.ts';
import { createSweep } from './sweep.ts';
import { createTurn } from './turn.ts';

/** Long work on many people, that can be watched, paused and cancelled, and goes on after any stop where it was. */
export function createJobs(services: Omit<Parts, 'kinds'>): Jobs {
  const parts: Parts = { ...services, kinds: [] };
  return {
    kinds: parts.kinds,
    start: createStart(parts),
    steer: createSteer(parts),
    ...createPauseAll(parts),
    turn: createTurn(parts),
    sweep: createSweep(parts),
    ...createDescribe(parts),
  };
}
