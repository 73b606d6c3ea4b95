import type { Exported } from '../../audit/index.ts';
import { isHead, type Web } from '../../http/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { csvStream } from './export.ts';

/** The rows of a list for one reader, the heads of its columns first. */
type Lines = (staff: Staff) => AsyncGenerator<string[][]>;

/** A list that has a page of its own making, as a file below `/export`; the record tells who took it. */
export function addShortExport(web: Web, desk: Desk, path: string, list: Exported['list'], linesFor: Lines): void {
  web.get(`${path}/export`, async (c) => {
    const staff = await desk.staff(c);
    await desk.audit.noteExport(staff.caller, { list, onlyAsked: isHead(c) });
    return c.body(csvStream(linesFor(staff)), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${list.replaceAll('_', '-')}.csv"`,
    });
  });
}
