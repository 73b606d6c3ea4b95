import type { AuditEvent } from '../../src/audit/index.ts';

/** The events of a file of the record, one in each line. */
export function eventsIn(file: string): AuditEvent[] {
  const lines = file.split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as AuditEvent);
}
