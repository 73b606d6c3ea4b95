import { z } from 'zod';
import { id } from './common.ts';

const text = z.string().nullable();

export const Company = z
  .object({
    id,
    version: z.int().meta({ description: 'Grows with every edit.' }),
    name: z.string(),
    language: z.string().meta({ description: 'Of its pages, while nobody is known, and of new users.' }),
    colour: text.meta({ description: 'Of buttons and links, `#rrggbb`.' }),
    logo: z.url().nullable().meta({ description: 'Where its picture is.' }),
    base_url: text.meta({ description: 'Where its people find the pages; links in letters begin with it.' }),
    sender_address: text.meta({ description: 'Whom its letters come from.' }),
    help_name: z.string().meta({ description: 'Whom to contact.' }),
    help_phone: text,
    help_email: text,
    help_page: text,
  })
  .meta({ id: 'Company' });

export const CompanyEdit = z
  .strictObject({
    version: z
      .int()
      .optional()
      .meta({ description: 'The one that the change is based on: refused when it is not so any more.' }),
    name: z.string().optional(),
    language: z.string().optional(),
    colour: z.string().optional(),
    base_url: z.string().optional(),
    sender_address: z.string().optional(),
    help_name: z.string().optional(),
    help_phone: z.string().optional(),
    help_email: z.string().optional(),
    help_page: z.string().optional(),
  })
  .meta({ id: 'CompanyEdit', description: 'What is left out stays; an empty text takes it away.' });

export const NewCompany = CompanyEdit.omit({ version: true })
  .extend({ name: z.string(), help_name: z.string() })
  .meta({ id: 'NewCompany', description: 'English, if no language is told.' });

export const LogoFile = z
  .strictObject({ file: z.base64().min(1).meta({ description: 'A PNG or JPEG of at most 512 KiB, in Base64.' }) })
  .meta({ id: 'LogoFile' });
