import { z } from 'zod';
import type { Received } from '../../reports/index.ts';

export const LetterHead = z
  .strictObject({ head: z.string().meta({ description: 'As the receiver shows it, whole.' }) })
  .meta({ id: 'LetterHead' });

const Verdict = z.object({
  method: z.enum(['spf', 'dkim', 'dmarc']),
  result: z
    .enum(['believed', 'not_believed', 'nothing'])
    .meta({ description: '`nothing`: the receiver had nothing to go by.' }),
  domain: z.string().nullable().meta({ description: 'The domain that it is about.' }),
});

export const ReceivedLetter = z
  .object({
    by: z.string().nullable().meta({ description: 'The server that judged; null where none did.' }),
    verdicts: z.array(Verdict),
  })
  .meta({ id: 'ReceivedLetter' });

export function toReceivedLetter(received: Received | undefined): z.infer<typeof ReceivedLetter> {
  const { by = null, verdicts = [] } = received ?? {};
  return { by, verdicts: verdicts.map(({ domain = null, ...verdict }) => ({ ...verdict, domain })) };
}
