import { replaceSealedIn, type Tx } from '../database/index.ts';

/** Resets that wait for their decision, by id. */
export async function sealedNames(
  tx: Tx,
  after: string,
  limit: number,
): Promise<{ id: string; typed_sealed: string }[]> {
  return tx
    .selectFrom('resets')
    .select(['id', 'typed_sealed'])
    .where('state', '=', 'asked')
    .where('id', '>', after)
    .where('typed_sealed', 'is not', null)
    .orderBy('id')
    .limit(limit)
    .$narrowType<{ typed_sealed: string }>()
    .execute();
}

export const replaceSealedName = replaceSealedIn({ table: 'resets', column: 'typed_sealed', key: 'id' });
