import type { z } from 'zod';
import { Refusal } from '../../kernel/index.ts';
import { logoAddress } from '../../ui/index.ts';
import type * as users from '../../users/index.ts';
import { type Operation, operation, waits } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { ById, PartQuery, pageOf, partOf } from '../shapes/common.ts';
import { Company, CompanyEdit, LogoFile, NewCompany } from '../shapes/company.ts';

export function companies({ users, baseUrl }: ApiParts): Operation[] {
  const tell = (company: users.Company) => toRecord(company, baseUrl);
  return [
    operation({
      id: 'listCompanies',
      method: 'get',
      path: '/companies',
      summary: 'List companies, the oldest first',
      act: 'companies.read',
      query: PartQuery,
      answer: { status: 200, schema: pageOf(Company) },
      refuses: [],
      handle: async ({ caller, query }) => partOf((await users.listCompanies(caller)).map(tell), query),
    }),
    operation({
      id: 'createCompany',
      method: 'post',
      path: '/companies',
      summary: 'Create a company',
      act: 'companies.edit',
      body: NewCompany,
      answer: { status: 201, schema: Company },
      refuses: ['fields_wrong', ...waits],
      handle: async ({ caller, body }) => tell(await users.saveCompany(caller, { form: toChange(body) })),
    }),
    operation({
      id: 'getCompany',
      method: 'get',
      path: '/companies/{id}',
      summary: 'Tell a company',
      act: 'companies.read',
      params: ById,
      answer: { status: 200, schema: Company },
      refuses: ['not_found'],
      async handle({ caller, params }) {
        const company = (await users.listCompanies(caller)).find(({ id }) => id === params.id);
        if (!company) throw new Refusal('not_found', {});
        return tell(company);
      },
    }),
    operation({
      id: 'editCompany',
      method: 'patch',
      path: '/companies/{id}',
      summary: 'Change a company',
      act: 'companies.edit',
      params: ById,
      body: CompanyEdit,
      answer: { status: 200, schema: Company },
      refuses: ['not_found', 'changed_meanwhile', 'fields_wrong', ...waits],
      async handle({ caller, params, body: { version, ...change } }) {
        return tell(await users.saveCompany(caller, { id: params.id, version, form: toChange(change) }));
      },
    }),
    operation({
      id: 'setCompanyLogo',
      method: 'post',
      path: '/companies/{id}/logo',
      summary: 'Give a company a picture, which is drawn anew',
      act: 'companies.edit',
      params: ById,
      body: LogoFile,
      hasFile: true,
      answer: { status: 204 },
      refuses: ['not_found', 'fields_wrong'],
      handle: ({ caller, params, body }) =>
        users.setCompanyLogo(caller, params.id, new Uint8Array(Buffer.from(body.file, 'base64'))),
    }),
    operation({
      id: 'removeCompanyLogo',
      method: 'delete',
      path: '/companies/{id}/logo',
      summary: "Take a company's picture away",
      act: 'companies.edit',
      params: ById,
      answer: { status: 204 },
      refuses: ['not_found'],
      handle: ({ caller, params }) => users.setCompanyLogo(caller, params.id, undefined),
    }),
  ];
}

function toRecord(company: users.Company, baseUrl: string): z.infer<typeof Company> {
  const { id, version, name, language, help } = company;
  const logo = logoAddress(company);
  return {
    id,
    version,
    name,
    language,
    colour: company.colour ?? null,
    logo: logo === undefined ? null : `${baseUrl}${logo}`,
    base_url: company.baseUrl ?? null,
    sender_address: company.senderAddress ?? null,
    help_name: help.name,
    help_phone: help.phone ?? null,
    help_email: help.email ?? null,
    help_page: help.page ?? null,
  };
}

function toChange(body: Omit<z.infer<typeof CompanyEdit>, 'version'>): users.CompanyChange {
  const { base_url: baseUrl, sender_address: senderAddress, name, language, colour } = body;
  const { help_name, help_phone: phone, help_email: email, help_page: page } = body;
  const help = { phone, email, page, ...(help_name !== undefined && { name: help_name }) };
  return {
    ...(name !== undefined && { name }),
    ...(language !== undefined && { language }),
    colour,
    baseUrl,
    senderAddress,
    help,
  };
}
