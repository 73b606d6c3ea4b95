import { isHead, type Web } from '../../http/index.ts';
import type { Company } from '../../users/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { csvStream } from '../list/index.ts';
import { companiesPath } from './list.tsx';

/** The companies as a file. */
export function addCompaniesExport(web: Web, desk: Desk): void {
  web.get(`${companiesPath}/export`, async (c) => {
    const staff = await desk.staff(c);
    await desk.audit.admit(staff.caller, 'companies.edit');
    const companies = await desk.users.listCompanies(staff.caller);
    await desk.audit.noteExport(staff.caller, { list: 'companies', onlyAsked: isHead(c) });
    return c.body(csvStream(linesOf(staff, companies)), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="companies.csv"',
    });
  });
}

const columns = [
  'name',
  'language',
  'colour',
  'help_name',
  'help_phone',
  'help_email',
  'help_page',
  'base_url',
  'sender_address',
] as const;

async function* linesOf({ t }: Staff, companies: Company[]): AsyncGenerator<string[][]> {
  yield [columns.map((key) => t(`companies.${key}`))];
  yield companies.map(({ name, language, colour, help, baseUrl, senderAddress }) =>
    [name, language, colour, help.name, help.phone, help.email, help.page, baseUrl, senderAddress].map(
      (text) => text ?? '',
    ),
  );
}
