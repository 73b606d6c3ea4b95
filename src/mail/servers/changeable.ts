import type { Tx } from '../../database/index.ts';
import { type Caller, Refusal } from '../../kernel/index.ts';
import type { Parts } from '../parts.ts';
import { holdServer, type ServerRow } from './store.ts';

/** A server that the caller may change, of the version that they have seen where one is told. */
export async function changeable(
  tx: Tx,
  { audit, fleet }: Pick<Parts, 'audit' | 'fleet'>,
  caller: Caller,
  { id, version }: { id: string; version: number | undefined },
): Promise<ServerRow | Refusal> {
  const refused = await audit.demand(tx, caller, 'mail_servers.change');
  if (refused) return refused;
  if (fleet.isGiven(id)) return new Refusal('read_only', {});
  const row = await holdServer(tx, id);
  if (!row) return new Refusal('not_found', {});
  return version === undefined || version === row.version ? row : new Refusal('changed_meanwhile', {});
}
