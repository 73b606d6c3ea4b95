import { type Caller, may, mayResume, maySteer, Refusal } from '../kernel/index.ts';
import { beginnerOf } from './beginner.ts';
import type { JobRecord, Jobs } from './index.ts';
import { kindOf, type Parts } from './parts.ts';
import { itemsOf, type JobRow, jobById, unfinishedJobs } from './store.ts';

export function createDescribe(parts: Parts): Pick<Jobs, 'describe' | 'unfinished' | 'results'> {
  const { database, audit } = parts;
  const admitted = async (caller: Caller, jobId: string): Promise<JobRow> => {
    await audit.admit(caller, 'users.find');
    const job = await jobById(database.read, jobId);
    if (!job) throw new Refusal('not_found', {});
    await audit.admit(caller, kindOf(parts, job.kind).act);
    return job;
  };
  const told = async (caller: Caller, job: JobRow): Promise<JobRecord> => {
    const beginner = await beginnerOf(database.read, parts, job);
    return { ...toRecord(job), may_steer: maySteer(caller, beginner), may_resume: mayResume(caller, beginner) };
  };
  return {
    describe: async (caller, jobId) => told(caller, await admitted(caller, jobId)),
    async unfinished(caller) {
      await audit.admit(caller, 'users.find');
      const jobs = await unfinishedJobs(database.read);
      const seen = jobs.filter(({ kind }) => may(caller, kindOf(parts, kind).act));
      return Promise.all(seen.map((job) => told(caller, job)));
    },
    async results(caller, jobId, which) {
      await admitted(caller, jobId);
      const items = await itemsOf(database.read, jobId, which);
      return items.map(({ number, subject_id, outcome, at }) => ({ number, subject_id, outcome, at: iso(at) }));
    },
  };
}

function toRecord(job: JobRow): Omit<JobRecord, 'may_steer' | 'may_resume'> {
  const { id, kind, state, total, done, refused, per_minute } = job;
  const made_by = job.made_by_label ?? job.made_by_kind;
  const created_at = new Date(job.created_at).toISOString();
  return { id, kind, state, total, done, refused, per_minute, made_by, created_at, ended_at: iso(job.ended_at) };
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
