import { type Insertable, type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import { deleteOutlived, type Reader, replaceSealedIn, type Schema, type Tx } from '../database/index.ts';
import { isGood } from '../kernel/index.ts';
import { authenticatorApp, type Disowned, recoveryCodes, type UsedFactor } from './used.ts';

export type TotpRow = Selectable<Schema['totp_factors']>;
export type RecoveryCodeRow = Selectable<Schema['recovery_codes']>;
export type PasskeyRow = Selectable<Schema['passkeys']>;
type DeviceRow = Selectable<Schema['remembered_devices']>;

/** An app that counts, or one that still waits for its first code. */
export async function totpOf(db: Reader | Tx, userId: string): Promise<TotpRow | undefined> {
  return db.selectFrom('totp_factors').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

/** One that counts, whether or not it opens anything. */
export async function confirmedTotpOf(
  db: Reader | Tx,
  userId: string,
): Promise<(TotpRow & { confirmed_at: number }) | undefined> {
  const totp = await totpOf(db, userId);
  return totp && totp.confirmed_at !== null ? { ...totp, confirmed_at: totp.confirmed_at } : undefined;
}

/** One waits at most; one that counts is never replaced. */
export async function offerTotp(tx: Tx, row: Insertable<Schema['totp_factors']>): Promise<boolean> {
  const { user_id: _, ...rest } = row;
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('totp_factors')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet(rest).where('totp_factors.confirmed_at', 'is', null),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** A code counts once: of two that show the same one, the second finds its step taken. */
export async function takeStep(tx: Tx, userId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('totp_factors')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function confirmTotp(tx: Tx, userId: string, at: number): Promise<void> {
  await tx.updateTable('totp_factors').set({ confirmed_at: at }).where('user_id', '=', userId).execute();
}

/** One that counts. */
export async function deleteTotp(tx: Tx, userId: string): Promise<boolean> {
  const theirs = tx.deleteFrom('totp_factors').where('user_id', '=', userId);
  const { numDeletedRows } = await theirs.where('confirmed_at', 'is not', null).executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function passkeysOf(db: Reader | Tx, userId: string): Promise<PasskeyRow[]> {
  return db.selectFrom('passkeys').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

export async function passkeyByCredential(db: Reader | Tx, credentialId: string): Promise<PasskeyRow | undefined> {
  return db.selectFrom('passkeys').selectAll().where('credential_id', '=', credentialId).executeTakeFirst();
}

/** Nothing if the passkey is somebody's already. */
export async function insertPasskey(tx: Tx, row: PasskeyRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('passkeys')
    .values(row)
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function notePasskey(tx: Tx, id: string, use: { counter: number; at: number }): Promise<void> {
  await tx.updateTable('passkeys').set({ counter: use.counter, last_used_at: use.at }).where('id', '=', id).execute();
}

/** Everybody's; answers how many there were. */
export async function doubtPasskeys(tx: Tx, at: number): Promise<number> {
  return Number((await tx.updateTable('passkeys').set({ doubted_at: at }).executeTakeFirst()).numUpdatedRows);
}

export async function believePasskey(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('passkeys').set({ doubted_at: null }).where('id', '=', id).execute();
}

export async function deletePasskeys(tx: Tx, which: { userId: string; id?: string }): Promise<number> {
  let query = tx.deleteFrom('passkeys').where('user_id', '=', which.userId);
  if (which.id !== undefined) query = query.where('id', '=', which.id);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

export async function replaceRecoveryCodes(
  tx: Tx,
  userId: string,
  rows: readonly Insertable<Schema['recovery_codes']>[],
): Promise<void> {
  await tx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  if (rows.length > 0) await tx.insertInto('recovery_codes').values(rows).execute();
}

/** One that still waits for its first code. */
export async function forgetOffer(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('totp_factors').where('user_id', '=', userId).where('confirmed_at', 'is', null).execute();
}

/** What was added then, and what was used then; of the app and the codes, those of that time. */
function added({ since, until, used }: Disowned) {
  const from = (lone: UsedFactor): number => (used === lone ? 0 : since);
  const within = (column: string, first: number): RawBuilder<SqlBool> =>
    until === undefined ? sql`${sql.ref(column)} >= ${first}` : sql`${sql.ref(column)} between ${first} and ${until}`;
  return {
    totp_factors: within('confirmed_at', from(authenticatorApp)),
    passkeys: sql<SqlBool>`(${within('created_at', since)} or id = ${used ?? ''})`,
    recovery_codes: within('drawn_at', from(recoveryCodes)),
  };
}

/** Whether any of it opens something still. */
export async function hasUndisowned(db: Reader | Tx, userId: string, what: Disowned): Promise<boolean> {
  for (const [table, meant] of Object.entries(added(what)) as [keyof ReturnType<typeof added>, RawBuilder<SqlBool>][]) {
    const theirs = db.selectFrom(table).select('user_id').where('user_id', '=', userId);
    if (await theirs.where('disowned_at', 'is', null).where(meant).limit(1).executeTakeFirst()) return true;
  }
  return false;
}

/**
 * Marks it, and answers how much of each kind. An app that still waits for its first code is forgotten: whoever was shown
 * its key must not be the one whose app is confirmed.
 */
export async function disown(
  tx: Tx,
  userId: string,
  { at, ...what }: Disowned & { at: number },
): Promise<{ apps: number; passkeys: number; recovery_codes: number }> {
  await forgetOffer(tx, userId);
  const meant = added(what);
  const mark = async (table: keyof typeof meant) => {
    const { numUpdatedRows } = await tx
      .updateTable(table)
      .set({ disowned_at: at })
      .where('user_id', '=', userId)
      .where('disowned_at', 'is', null)
      .where(meant[table])
      .executeTakeFirst();
    return Number(numUpdatedRows);
  };
  return {
    apps: await mark('totp_factors'),
    passkeys: await mark('passkeys'),
    recovery_codes: await mark('recovery_codes'),
  };
}

/** In the place of the one before. */
export async function noteRemoval(tx: Tx, row: Insertable<Schema['factor_removals']>): Promise<void> {
  const { user_id: _, ...rest } = row;
  await tx
    .insertInto('factor_removals')
    .values(row)
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(rest))
    .execute();
}

export async function removalOf(
  db: Reader | Tx,
  userId: string,
): Promise<Selectable<Schema['factor_removals']> | undefined> {
  return db.selectFrom('factor_removals').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

/** Everybody's; answers how many there were. */
export async function deleteRecoveryCodes(tx: Tx): Promise<number> {
  return Number((await tx.deleteFrom('recovery_codes').executeTakeFirst()).numDeletedRows);
}

/** Those that open something. */
export async function recoveryCodesOf(db: Reader | Tx, userId: string): Promise<RecoveryCodeRow[]> {
  return db
    .selectFrom('recovery_codes')
    .selectAll()
    .where('user_id', '=', userId)
    .where('disowned_at', 'is', null)
    .execute();
}

export async function recoveryCodesAfter(tx: Tx, after: string, limit: number): Promise<RecoveryCodeRow[]> {
  return tx.selectFrom('recovery_codes').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute();
}

export const replaceSealedCode = replaceSealedIn({ table: 'recovery_codes', column: 'code_sealed', key: 'id' });

/** Spends a code: of two at once one finds it. */
export async function spendRecoveryCode(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('recovery_codes').where('id', '=', id).executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function insertDevice(tx: Tx, row: Insertable<Schema['remembered_devices']>): Promise<void> {
  await tx.insertInto('remembered_devices').values(row).execute();
}

/** By which of these a device is remembered for a user. */
export async function rememberedBy(
  db: Reader | Tx,
  device: { userId: string; digests: readonly string[]; now: number },
): Promise<DeviceRow | undefined> {
  return (await alive(db, device)).find(({ user_id }) => user_id === device.userId);
}

/** Those of these by which a device is remembered for others. */
export async function othersOn(
  tx: Tx,
  device: { userId: string; digests: readonly string[]; now: number },
): Promise<Set<string>> {
  const others = (await alive(tx, device)).filter(({ user_id }) => user_id !== device.userId);
  return new Set(others.map(({ token_digest }) => token_digest));
}

/** Those that were remembered with any other second factor; answers how many there were. */
export async function forgetDevicesBut(tx: Tx, userId: string, left: readonly UsedFactor[]): Promise<number> {
  const remembered = tx
    .deleteFrom('remembered_devices')
    .where('user_id', '=', userId)
    .where('factor_used', 'is not', null);
  const others = left.length === 0 ? remembered : remembered.where('factor_used', 'not in', left);
  return Number((await others.executeTakeFirst()).numDeletedRows);
}

async function alive(
  db: Reader | Tx,
  { digests, now }: { digests: readonly string[]; now: number },
): Promise<DeviceRow[]> {
  if (digests.length === 0) return [];
  const rows = await db.selectFrom('remembered_devices').selectAll().where('token_digest', 'in', digests).execute();
  return rows.filter(({ created_at, ends_at }) => isGood({ made: created_at, ends: ends_at }, now));
}

export async function countDevices(db: Reader | Tx, userId: string): Promise<number> {
  const row = await db
    .selectFrom('remembered_devices')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function deleteDevices(tx: Tx, which: { userId: string } | 'all'): Promise<number> {
  const all = tx.deleteFrom('remembered_devices');
  const some = which === 'all' ? all : all.where('user_id', '=', which.userId);
  return Number((await some.executeTakeFirst()).numDeletedRows);
}

export const deleteEndedDevices = deleteOutlived({
  table: 'remembered_devices',
  key: ['token_digest'],
  time: 'ends_at',
});

/** Those that go on after then; answers how many there were, at most `most`. */
export async function deleteDevicesPast(tx: Tx, ends: number, most: number): Promise<number> {
  const past = tx.selectFrom('remembered_devices').select('token_digest').where('ends_at', '>', ends).limit(most);
  const { numDeletedRows } = await tx
    .deleteFrom('remembered_devices')
    .where('token_digest', 'in', past.forUpdate().skipLocked())
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export async function totpAfter(tx: Tx, after: string, limit: number): Promise<TotpRow[]> {
  return tx
    .selectFrom('totp_factors')
    .selectAll()
    .where('user_id', '>', after)
    .orderBy('user_id')
    .limit(limit)
    .execute();
}

export const replaceSealedTotp = replaceSealedIn({ table: 'totp_factors', column: 'secret_sealed', key: 'user_id' });
