import { generateKeyPair } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { promisify } from 'node:util';
import { type Caller, hour, isEmail, newId, Refusal } from '../../kernel/index.ts';
import type { DkimKeyRecord, DkimParts } from './index.ts';
import { toRecord } from './record.ts';
import { sealKey } from './seal-key.ts';
import { insertKey, type KeyRow } from './store.ts';

/** What every receiver verifies; a longer key does not fit into one text of the domain name system. */
const modulusLength = 2048;

/** By one person: each takes a core for a moment. */
const made = { name: 'signing keys made', max: 20, within: hour };

export async function create(parts: DkimParts, caller: Caller, typed: string): Promise<DkimKeyRecord> {
  const { database, audit, clock, random } = parts;
  await audit.admit(caller, 'mail_servers.change');
  const domain = domainToASCII(typed.trim().toLowerCase());
  if (!isEmail(`any@${domain}`)) throw new Refusal('malformed', { field: 'domain' });
  await parts.brake(caller, made);
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength });
  const id = newId(clock, random);
  const now = clock.now();
  const row: KeyRow = {
    id,
    domain,
    selector: `rekey-${new Date(now).toISOString().slice(0, 10).replaceAll('-', '')}`,
    state: 'prepared',
    public_key: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    private_key_sealed: sealKey(parts.secrets, id, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
    created_at: now,
  };
  return database.write(async (tx) => {
    const refused = await audit.demand(tx, caller, 'mail_servers.change');
    if (refused) return refused;
    if (!(await insertKey(tx, row))) return new Refusal('dkim_key_exists', { domain });
    const subject = { kind: 'dkim_key', id, label: `${row.selector}._domainkey.${domain}` } as const;
    await audit.record(tx, caller, { event: 'dkim_key.created', subject });
    return toRecord(row);
  });
}
