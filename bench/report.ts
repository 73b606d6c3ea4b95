import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import type { Row } from './line.ts';

export function machine() {
  return {
    at: new Date().toISOString(),
    node: process.version,
    system: `${platform()} ${release()} ${arch()}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    /** How busy the machine was just before: others' work makes every figure worse. */
    loadAverage: loadavg().map((load) => Math.round(load * 100) / 100),
  };
}

/** A table that reads well in a terminal and is one in Markdown, too. */
export function table(rows: Row[]): string {
  const head = ['work', 'engine', 'Rekey', 'bare limit', 'share', 'goal', ''];
  const cells = [head, ...rows.map(cellsOf)];
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = head, ...others] = cells;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}

function cellsOf({ work, engine, unit, rekey, limit, goal, met }: Row): string[] {
  const amount = (value: number): string => {
    const rounded = value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en');
    return unit.startsWith('/') ? `${rounded}${unit}` : `${rounded} ${unit}`;
  };
  const share = limit !== undefined && goal.endsWith('%') ? `${Math.round((100 * rekey) / limit)} %` : '';
  return [work, engine, amount(rekey), limit === undefined ? '' : amount(limit), share, goal, met ? 'met' : 'missed'];
}
