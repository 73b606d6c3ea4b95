import { Refusal } from '../kernel/index.ts';
import type { JobState, Jobs } from './index.ts';
import { kindOf, type Parts } from './parts.ts';
import { holdJob, updateJob } from './store.ts';

const becomes = { pause: 'paused', resume: 'running', cancel: 'cancelled' } as const;

/** From where each step can be taken. */
const from: Record<keyof typeof becomes, readonly JobState[]> = {
  pause: ['running'],
  resume: ['paused'],
  cancel: ['preparing', 'running', 'paused'],
};

export function createSteer(parts: Parts): Jobs['steer'] {
  const { database, clock, audit } = parts;
  return (caller, jobId, to) =>
    database.write(async (tx) => {
      const job = await holdJob(tx, jobId);
      const refused = await audit.demand(tx, caller, job ? kindOf(parts, job.kind).act : 'users.find');
      if (refused) return refused;
      if (!job) return new Refusal('not_found', {});
      if (job.state === becomes[to]) return undefined;
      if (!from[to].includes(job.state)) return new Refusal('job_ended', { state: job.state });
      const state = becomes[to];
      await updateJob(tx, jobId, { state, ...(state === 'cancelled' && { ended_at: clock.now() }) });
      const subject = { kind: 'job', id: jobId, label: job.kind } as const;
      const details = { done: job.done, refused: job.refused };
      return audit.record(tx, caller, { event: `job.${state === 'running' ? 'resumed' : state}`, subject, details });
    });
}
