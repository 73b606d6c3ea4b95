import { type Meter, second } from '../kernel/index.ts';
import type { Board, Standing } from './board.ts';
import { inTime } from './in-time.ts';
import type { Metrics, MetricsParts } from './index.ts';

/** What is counted from the start, and what it is counted on. */
export interface Counting {
  meter: Meter;
  board(): Promise<Board>;
}

/**
 * The library that keeps the counts is loaded a moment after the first event, so that neither a command nor the first
 * answer of a server waits for it.
 */
export function createCounting(): Counting {
  const early: ((board: Meter) => void)[] = [];
  let loading: Promise<Board> | undefined;
  let loaded: Board | undefined;

  const load = async (): Promise<Board> => {
    const { createBoard } = await import('./board.ts');
    loaded = createBoard();
    for (const event of early.splice(0)) event(loaded);
    return loaded;
  };
  /** Where it cannot be loaded, as when no handle is left, what was counted until then is lost; the next event tries again. */
  const giveUp = (error: unknown): never => {
    loading = undefined;
    early.length = 0;
    throw error;
  };
  const board = (): Promise<Board> => {
    loading ??= load().catch(giveUp);
    return loading;
  };
  const count = (event: (board: Meter) => void): void => {
    if (loaded) event(loaded);
    else if (early.push(event) === 1 && !loading) setTimeout(() => board().catch(() => {}), second).unref();
  };
  const meter: Meter = {
    answered: (request) => count((board) => board.answered(request)),
    decided: (reason) => count((board) => board.decided(reason)),
  };
  return { meter, board };
}

export function createMetrics(parts: MetricsParts): Metrics {
  return {
    async text() {
      const [board, standing] = await Promise.all([parts.counting.board(), look(parts)]);
      return board.text(standing);
    },
  };
}

async function look({ readiness, passwords, mail, audit, log, clock }: MetricsParts): Promise<Standing> {
  const queue = Promise.all([mail.depth(), mail.dueSince()]);
  const [{ checks }, found, backlog] = await Promise.all([readiness.look(), inTime(queue), inTime(audit.backlog())]);
  const [letters, since] = found ?? [];
  const dueFor = found && (since === undefined ? 0 : clock.now() - since);
  const unsealedFor = backlog && (backlog.since === undefined ? 0 : clock.now() - backlog.since);
  return {
    checks,
    letters,
    dueFor,
    unsealedFor,
    lostLines: log.lost?.() ?? 0,
    hashing: passwords.line(),
    mailReady: mail.ready(),
  };
}
