import { z } from 'zod';
import { id, moment } from './common.ts';
import { DnsRecord } from './dns-record.ts';

export const DkimKey = z
  .object({
    id,
    domain: z.string(),
    selector: z.string(),
    state: z
      .enum(['prepared', 'signing'])
      .meta({ description: '`prepared`: letters are not signed with it. `signing`: those of its domain are.' }),
    created_at: moment,
    record: DnsRecord,
  })
  .meta({ id: 'DkimKey', description: 'Never its private half.' });

export const NewDkimKey = z
  .strictObject({ domain: z.string().meta({ description: 'What stands behind the @ of the sender.' }) })
  .meta({ id: 'NewDkimKey' });
