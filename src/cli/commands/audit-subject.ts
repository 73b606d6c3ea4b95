import type { App } from '../../app.ts';
import type { Meant } from '../../audit/index.ts';

/** To whom it was done: also somebody who has another login by now, or was deleted. */
export async function subjectOf({ users, database }: App, typed: string | undefined): Promise<Meant | undefined> {
  if (typed === undefined) return undefined;
  return { ...(await users.meantInRecord(database.read, typed)), as: 'subject' };
}
