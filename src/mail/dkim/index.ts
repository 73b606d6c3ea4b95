import type { Database } from '../../database/index.ts';
import type { Caller, Clock, Log, Random, Secrets } from '../../kernel/index.ts';
import type { AuditTrail, Brake } from '../index.ts';
import type { Names } from '../names.ts';
import { create } from './create.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { createSigner, type Sign } from './signer.ts';
import { start } from './start.ts';

/** What a domain has to publish: a name, its type and what it says. */
export interface DnsRecord {
  name: string;
  type: 'TXT' | 'PTR';
  value: string;
}

/** The key that letters of one domain are signed with (DKIM, RFC 6376), as the API tells it: never its private half. */
export interface DkimKeyRecord {
  id: string;
  domain: string;
  selector: string;
  /** `prepared`: made, waits to be published. `signing`: letters carry its signature. */
  state: 'prepared' | 'signing';
  created_at: string;
  /** What has to be published for it. */
  record: DnsRecord;
}

export interface Dkim {
  /** By domain. Refuses `forbidden`. */
  list(caller: Caller): Promise<DkimKeyRecord[]>;
  /** Makes a key; letters are not signed with it yet. Refuses `forbidden`, `malformed` (domain), `dkim_key_exists`. */
  create(caller: Caller, domain: string): Promise<DkimKeyRecord>;
  /**
   * Letters of its domain are signed from now on, instead of with an earlier key. Refuses `forbidden`, `not_found`,
   * `dkim_not_published`: what stands in the domain name system is not this key, or could not be read.
   */
  start(caller: Caller, id: string): Promise<DkimKeyRecord>;
  /** Forgets a key. Refuses `forbidden`, `not_found`. */
  remove(caller: Caller, id: string): Promise<void>;
  /** For whatever leaves: signs a letter with the key of its sender's domain, if there is one. */
  sign: Sign;
}

export interface DkimParts {
  database: Database;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  log: Log;
  audit: AuditTrail;
  names: Names;
  brake: Brake;
}

export function createDkim(parts: DkimParts): Dkim {
  return {
    list: (caller) => list(parts, caller),
    create: (caller, domain) => create(parts, caller, domain),
    start: (caller, id) => start(parts, caller, id),
    remove: (caller, id) => remove(parts, caller, id),
    sign: createSigner(parts),
  };
}
