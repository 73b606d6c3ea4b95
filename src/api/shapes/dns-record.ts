import { z } from 'zod';

export const DnsRecord = z
  .object({ name: z.string(), type: z.enum(['TXT', 'PTR']), value: z.string() })
  .meta({ id: 'DnsRecord', description: 'What has to be published, exactly.' });
