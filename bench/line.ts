import type { Engine } from '../tests/engines.ts';

/** One row of the table: what Rekey does, held against what bounds it. */
export interface Row {
  work: string;
  engine: string;
  unit: string;
  rekey: number;
  /** The bare limit in the same unit; absent where the goal is a number of its own. */
  limit?: number;
  goal: string;
  met: boolean;
}

/** How long a round lasts, and how many users there are where it is about many. */
export interface How {
  seconds: number;
  users: number;
}

/** Some of the work that speed is promised for. */
export interface Line {
  name: string;
  /** On which databases it is measured: work that knows none is measured once. */
  engines: 'each' | 'first';
  measure(engine: Engine, how: How): Promise<Row[]>;
}

interface Compared {
  rekey: number;
  limit: number;
}

/** Takes turns, so that whatever else the machine does meets both; the best of three counts. */
export async function compare(rekey: () => Promise<number>, limit: () => Promise<number>): Promise<Compared> {
  const best: Compared = { rekey: 0, limit: 0 };
  for (let turn = 0; turn < 3; turn++) {
    best.limit = Math.max(best.limit, await limit());
    best.rekey = Math.max(best.rekey, await rekey());
  }
  return best;
}

/** A row whose goal is a share of the limit. */
export function shareOf(row: Pick<Row, 'work' | 'engine' | 'unit'>, compared: Compared, goal: number): Row {
  return { ...row, ...compared, goal: `≥ ${goal * 100} %`, met: compared.rekey >= goal * compared.limit };
}

/** A row whose goal is a number that is not to be reached. */
export function below(row: Pick<Row, 'work' | 'engine' | 'unit' | 'rekey'> & { limit?: number }, goal: number): Row {
  return { ...row, goal: `< ${goal} ${row.unit}`, met: row.rekey < goal };
}
