import { z } from 'zod';
import { moment } from './common.ts';

const text = z.string().nullable();

const fields = {
  name: z.string(),
  active: z.boolean(),
  sequence: z.int().meta({ description: 'The lowest is asked first.' }),
  from: text.meta({ description: 'Sender of letters whose company has none.' }),
  from_filter: text.meta({ description: 'Addresses and domains, divided by commas.' }),
  smtp_host: z.string(),
  smtp_port: z.int(),
  smtp_encryption: z.enum(['none', 'starttls', 'ssl']),
  none_confirmed: z.boolean().meta({ description: 'Says that letters may cross a network in clear.' }),
  smtp_authentication: z.enum(['login', 'certificate', 'xoauth2']),
  smtp_user: text,
  smtp_ssl_certificate: text,
  authority: text.meta({ description: 'A further authority (PEM) that may vouch for its certificate.' }),
  oauth_token_url: text,
  oauth_client_id: text,
  oauth_scope: text,
  oauth_expires_on: text,
  max_connections: z.int().nullable(),
  max_per_minute: z.int().nullable(),
};

const secret = z.string().nullable().optional().meta({ description: 'Never told again; null forgets it.' });
const secrets = {
  smtp_pass: secret,
  smtp_ssl_private_key: secret,
  oauth_client_secret: secret,
  oauth_refresh_token: secret,
};

export const MailServer = z
  .object({
    id: z.string(),
    version: z.int(),
    ...fields,
    from_environment: z.boolean(),
    unencrypted: z.boolean(),
    secrets: z.array(z.enum(Object.keys(secrets) as (keyof typeof secrets)[])).meta({ description: 'Which are set.' }),
    secrets_changed_at: moment.nullable(),
    endings: z
      .array(z.object({ what: z.enum(['oauth_client_secret', 'smtp_ssl_certificate', 'authority']), at: moment }))
      .meta({ description: 'Until when holds what the server is reached with.' }),
    state: z.enum(['unknown', 'working', 'slow', 'failing']),
    failing_since: moment.nullable(),
    last_reason: text,
    last_words: text,
    last_reply: text,
  })
  .meta({ id: 'MailServer' });

export const NewMailServer = z
  .strictObject({ ...z.object(fields).partial().shape, ...secrets })
  .meta({ id: 'NewMailServer', description: 'What is left out has its usual value.' });

export const MailServerEdit = NewMailServer.extend({
  version: z
    .int()
    .optional()
    .meta({ description: 'The one that the change is based on: refused when it is not so any more.' }),
}).meta({ id: 'MailServerEdit', description: 'What is left out stays.' });

export const MailTestWish = z
  .strictObject({
    server: z.string().optional().meta({ description: 'An id; the one that letters go to first if not told.' }),
    to: z.string().optional().meta({ description: 'Where a test letter is sent; without it, none is.' }),
    recipient: z.string().optional().meta({ description: 'Whom the server is asked about where nothing is sent.' }),
  })
  .meta({ id: 'MailTestWish' });

export const MailTest = z
  .object({
    server: z.string(),
    accepted: z.boolean(),
    reason: z.string(),
    words: z.string(),
    reply: text,
    max_size: z.int().nullable().meta({ description: 'The largest letter that it takes, in bytes.' }),
    tls_protocol: text,
    certificate_ends: text,
    conversation: z.array(z.string()).optional(),
  })
  .meta({ id: 'MailTest' });
