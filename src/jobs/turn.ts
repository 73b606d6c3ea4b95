import type { Tx } from '../database/index.ts';
import { type Caller, isBusy, minute, Refusal, second, system } from '../kernel/index.ts';
import { beginnerOf } from './beginner.ts';
import type { JobData, Jobs } from './index.ts';
import { kindOf, type Parts } from './parts.ts';
import { prepareNext } from './prepare.ts';
import { claimJob, dueJobs, endItem, type ItemRow, type JobRow, nextItem, preparingJobs, updateJob } from './store.ts';

/** People of one job before the others have their turn. */
const inARow = 25;
/** How much a paced job that was held up may catch up with at once. */
const catchUp = second;

/** What came of one step. `failed` names the person whose step had a bug. */
type Step = 'went_on' | 'rests' | { failed: ItemRow };

export function createTurn(parts: Parts): Jobs['turn'] {
  const { database, clock } = parts;
  return async () => {
    let more = false;
    for (const id of await preparingJobs(database.read)) more = (await prepareNext(parts, id)) || more;
    for (const id of await dueJobs(database.read, clock.now())) {
      for (let steps = 0; steps < inARow; steps++) {
        if ((await step(parts, id)) === 'rests') break;
        more = true;
      }
    }
    return more;
  };
}

/** One person, in one transaction with the note of it. A bug concerns that person alone; a busy database nobody. */
async function step(parts: Parts, jobId: string): Promise<Step> {
  const { database, log } = parts;
  let item: ItemRow | undefined;
  try {
    return await database.write(async (tx) => {
      item = undefined; // a body that is run again begins anew
      const job = await claimJob(tx, jobId, parts.clock.now());
      if (!job) return 'rests' as const;
      item = await nextItem(tx, jobId);
      if (!item) return finish(tx, parts, job);
      const refusal = await act(tx, parts, job, item);
      await note(tx, parts, job, { item, outcome: refusal?.code ?? 'done' });
      return 'went_on' as const;
    });
  } catch (error) {
    if (isBusy(error) || !item) throw error;
    log.error('job.step', error, { job: jobId, number: item.number });
    const failed = item;
    await database.write(async (tx) => {
      const job = await claimJob(tx, jobId, parts.clock.now());
      if (job) await note(tx, parts, job, { item: failed, outcome: 'bug' });
    });
    return 'went_on';
  }
}

async function act(tx: Tx, parts: Parts, job: JobRow, item: ItemRow): Promise<Refusal | undefined> {
  const caller = await callerOf(tx, parts, job);
  if (!caller) return new Refusal('forbidden', {});
  const one = { subjectId: item.subject_id, data: JSON.parse(job.data) as JobData };
  return kindOf(parts, job.kind).each(tx, caller, one);
}

/** Whoever started it, with the role that they have by now. */
async function callerOf(tx: Tx, parts: Parts, job: JobRow): Promise<Caller | undefined> {
  const actor = await beginnerOf(tx, parts, job);
  const from = { address: job.made_address ?? undefined, agent: job.made_agent ?? undefined };
  return actor && { actor, ...from, requestId: job.id };
}

async function note(
  tx: Tx,
  { clock }: Parts,
  job: JobRow,
  { item, outcome }: { item: ItemRow; outcome: string },
): Promise<void> {
  const now = clock.now();
  const pause = job.per_minute === null ? 0 : minute / job.per_minute;
  const nextAt = pause === 0 ? now : Math.ceil(Math.max(Math.min(job.next_at, now), now - catchUp) + pause);
  await endItem(tx, item, { outcome, at: now, nextAt });
}

async function finish(tx: Tx, { clock, audit }: Parts, job: JobRow): Promise<'rests'> {
  await updateJob(tx, job.id, { state: 'done', ended_at: clock.now() });
  const subject = { kind: 'job', id: job.id, label: job.kind } as const;
  await audit.record(tx, system, { event: 'job.done', subject, details: { done: job.done, refused: job.refused } });
  return 'rests';
}
