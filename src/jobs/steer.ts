import type { Tx } from '../database/index.ts';
import { type Caller, mayResume, maySteer, Refusal } from '../kernel/index.ts';
import { beginnerOf } from './beginner.ts';
import type { JobState, Jobs } from './index.ts';
import { kindOf, type Parts } from './parts.ts';
import { hasList, holdJob, type JobRow, updateJob } from './store.ts';

const becomes = { pause: 'paused', resume: 'running', cancel: 'cancelled' } as const;
const events = { pause: 'job.paused', resume: 'job.resumed', cancel: 'job.cancelled' } as const;

/** From where each step can be taken. */
const from: Record<keyof typeof becomes, readonly JobState[]> = {
  pause: ['preparing', 'running'],
  resume: ['paused'],
  cancel: ['preparing', 'running', 'paused'],
};

export function createSteer(parts: Parts): Jobs['steer'] {
  const { database, clock, audit } = parts;
  return (caller, jobId, to) =>
    database.write(async (tx) => {
      const job = await holdJob(tx, jobId);
      // Whoever may not see it is refused before it is done: the answer tells how it stands.
      const refused = (await audit.demand(tx, caller, 'users.find')) ?? (job && (await judge(tx, caller, job, to)));
      if (refused) return refused;
      if (!job) return new Refusal('not_found', {});
      if (job.state === becomes[to] || (to === 'resume' && job.state === 'preparing')) return undefined;
      if (!from[to].includes(job.state)) return new Refusal('job_ended', { state: job.state });
      const goesOn = to === 'resume' && (await hasList(tx, jobId)) ? 'preparing' : becomes[to];
      await updateJob(tx, jobId, { state: goesOn, ...(to === 'cancel' && { ended_at: clock.now() }) });
      const details = { done: job.done, refused: job.refused };
      return audit.record(tx, caller, { event: events[to], subject: subjectOf(job), details });
    });

  async function judge(tx: Tx, caller: Caller, job: JobRow, to: keyof typeof becomes): Promise<Refusal | undefined> {
    const { act } = kindOf(parts, job.kind);
    const refused = await audit.demand(tx, caller, act);
    if (refused) return refused;
    const may = to === 'resume' ? mayResume : maySteer;
    if (may(caller, await beginnerOf(tx, parts, job))) return undefined;
    const outcome = 'forbidden';
    const subject = subjectOf(job);
    await audit.recordRefusal(tx, caller, { event: 'access.refused', outcome, subject, details: { act } });
    return new Refusal(outcome, {});
  }
}

function subjectOf({ id, kind }: JobRow) {
  return { kind: 'job', id, label: kind } as const;
}
