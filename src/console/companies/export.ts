import type { Web } from '../../http/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { addShortExport } from '../list/index.ts';
import { companiesPath } from './list.tsx';

/** The companies as a file. */
export function addCompaniesExport(web: Web, desk: Desk): void {
  addShortExport(web, desk, companiesPath, 'companies', (staff) => linesOf(desk, staff));
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

async function* linesOf({ users }: Desk, { t, caller }: Staff): AsyncGenerator<string[][]> {
  yield [columns.map((key) => t(`companies.${key}`))];
  const companies = await users.listCompanies(caller);
  yield companies.map(({ name, language, colour, help, baseUrl, senderAddress }) =>
    [name, language, colour, help.name, help.phone, help.email, help.page, baseUrl, senderAddress].map(
      (text) => text ?? '',
    ),
  );
}
