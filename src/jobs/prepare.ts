import type { Tx } from '../database/index.ts';
import type { Parts } from './parts.ts';
import { hasList, holdJob, unfoldList, updateJob } from './store.ts';

/** So many people have a row written at a time: no transaction of a job of a million holds up the others for long. */
const atOnce = 500;

/**
 * A job's list, in parts that `prepareNext` takes one at a time. Written at once, with the job: a second of one transaction for a
 * million people, and in exchange no stop leaves half a list, of which nobody would know the rest.
 */
export function toList(jobId: string, subjectIds: readonly string[]) {
  const firsts = Array.from({ length: Math.ceil(subjectIds.length / atOnce) }, (_, part) => part * atOnce);
  return firsts.map((from) => {
    const part = subjectIds.slice(from, from + atOnce);
    return { job_id: jobId, first: from + 1, subject_ids: JSON.stringify(part) };
  });
}

/**
 * Gives the next people on a job's list rows of their own, and lets the job begin after the last. Any process does, also after
 * a stop; what was paused or cancelled meanwhile stays so. Answers whether there is more to prepare.
 */
export async function prepareNext({ database }: Pick<Parts, 'database'>, jobId: string): Promise<boolean> {
  return database.write((tx) => prepareWithin(tx, jobId));
}

async function prepareWithin(tx: Tx, jobId: string): Promise<boolean> {
  const job = await holdJob(tx, jobId);
  if (job?.state !== 'preparing' || !(await unfoldList(tx, jobId))) return false;
  const more = await hasList(tx, jobId);
  if (!more) await updateJob(tx, jobId, { state: 'running' });
  return more;
}
