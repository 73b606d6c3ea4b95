import type { App } from '../app.ts';
import { createPiecemeal, isLeftBehind, moveHousekeepingTime } from '../database/index.ts';
import { createSignal, hour, type LastingTrouble, minute, type Signal, second, tellLasting } from '../kernel/index.ts';
import type { RestoreWatch } from './watch-for-restores.ts';

/**
 * What goes on without anybody asking: deciding, sending, tidying up. Each goes on after a failure; turns that fail are
 * logged once and the next one waits. Returns when all have come to rest after `stop`, or because the others have another
 * secret by now: what waits is theirs, since nothing of it could be opened here.
 */
export async function runWorkers(app: App, watch: RestoreWatch, ending: AbortSignal): Promise<void> {
  const leftBehind = new AbortController();
  const stop = AbortSignal.any([ending, leftBehind.signal]);
  await Promise.all([
    repeat(app, stop, {
      name: 'secret',
      every: second,
      wakeUp: createSignal(),
      turn: () => heedSecret(app, leftBehind),
    }),
    app.mail.run([app.resets.composer], stop),
    repeat(app, stop, { name: 'decide', every: second, wakeUp: app.database.changes(), turn: () => decide(app) }),
    repeat(app, stop, { name: 'jobs', every: second, wakeUp: app.database.changes(), turn: () => app.jobs.turn() }),
    repeat(app, stop, {
      name: 'seal',
      every: second,
      rest: second / 4,
      wakeUp: app.database.changes(),
      turn: sealing(app, watch),
    }),
    repeat(app, stop, { name: 'sweep', every: minute, wakeUp: createSignal(), turn: () => sweep(app, stop) }),
    repeat(app, stop, { name: 'forget', every: hour, wakeUp: createSignal(), turn: () => forget(app, stop) }),
  ]);
}

interface Work {
  name: string;
  /** The longest pause between two turns, in milliseconds. */
  every: number;
  /** The shortest one: what comes meanwhile is done together. */
  rest?: number;
  /** What shortens it. */
  wakeUp: Signal;
  /** Answers whether there may be more to do at once. */
  turn(): Promise<boolean>;
}

async function repeat(app: App, stop: AbortSignal, work: Work): Promise<void> {
  const trouble = tellLasting(app.log, `worker.${work.name}`);
  while (!stop.aborted) {
    const more = await turn(app, work, trouble);
    if (more) continue;
    await work.wakeUp.wait(work.every, stop);
    if (work.rest) await createSignal().wait(work.rest, stop);
  }
}

async function turn({ secrets }: App, work: Work, trouble: LastingTrouble): Promise<boolean> {
  try {
    const more = await work.turn();
    trouble.worked();
    return more;
  } catch (error) {
    if (!secrets.isRetired()) trouble.failed(error); // else it is told why
    return false;
  }
}

/** A server that nobody told of a rotation would seal what nobody opens later, and drop what it cannot open itself. */
async function heedSecret({ database, secrets, log }: App, leftBehind: AbortController): Promise<boolean> {
  const { fingerprint: current, previousFingerprint: previous } = secrets;
  if (!(await isLeftBehind(database.read, { current, previous }))) return false;
  secrets.retire();
  leftBehind.abort();
  log.error(
    'secret.left_behind',
    new Error(
      'Another secret is in use by now. Set that one as REKEY_SECRET and this one as REKEY_SECRET_PREVIOUS, and start anew.',
    ),
  );
  return false;
}

async function decide({ resets }: App): Promise<boolean> {
  return (await resets.decide()) > 0;
}

/** So it is, for a moment, of a server that is not yet started anew with the secret that others have by now. */
const falseEnd =
  'This server does not seal the audit record any more: its secret does not vouch for the end. While the secret is rotated, start it with both; else run "rekey audit verify".';

/**
 * Before anything is sealed it is seen whether the record is still the one that was. A false end is told once a minute:
 * it stays false until somebody looks after it.
 */
function sealing(app: App, watch: RestoreWatch): () => Promise<boolean> {
  const { audit, clock, log } = app;
  let quietUntil = 0;
  return async () => {
    const ended = await watch.look();
    if (ended) log.warn('restored', { ...ended });
    const sealed = await audit.seal();
    await watch.remember();
    if (sealed === 'false_end' && clock.monotonic() >= quietUntil) {
      quietUntil = clock.monotonic() + minute;
      log.error('audit.false_end', new Error(falseEnd));
    }
    return sealed === 'full';
  };
}

async function sweep(app: App, stop: AbortSignal): Promise<boolean> {
  const { database, audit, users, approvals, jobs, sessions, factors, apiKeys, resets, mail, throttle } = app;
  await database.write((tx) => audit.sweep(tx));
  const piecemeal = createPiecemeal(app, stop);
  const all = [users, approvals, jobs, resets, sessions, factors, apiKeys, mail, throttle];
  for (const one of all) await one.sweep(piecemeal);
  return false;
}

/** A record that is not what was sealed is told once an hour: its old events stay until somebody looks after it. */
async function forget({ audit, settings, database, clock, log }: App, stop: AbortSignal): Promise<boolean> {
  await database.write((tx) => moveHousekeepingTime(tx, clock.now()));
  const { audit_retention } = await settings.read(database.read);
  if ((await audit.forget(audit_retention, stop)) === 'false_record') {
    log.error('audit.false_record', new Error('Old events are not removed any more. Run "rekey audit verify".'));
  }
  return false;
}
