import type { Jobs } from './index.ts';
import type { Parts } from './parts.ts';
import { pauseRunning } from './store.ts';

export function createPauseAll({ audit }: Parts): Jobs['pauseAll'] {
  return async (tx, caller) => {
    const paused = await pauseRunning(tx);
    for (const { id, kind, done, refused } of paused) {
      const subject = { kind: 'job', id, label: kind } as const;
      await audit.record(tx, caller, { event: 'job.paused', subject, details: { done, refused } });
    }
    return paused.length;
  };
}
