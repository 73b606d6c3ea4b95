import type { Tx } from '../../database/index.ts';
import { type Caller, Refusal } from '../../kernel/index.ts';
import type { ServerInput } from '../index.ts';
import type { Parts } from '../parts.ts';
import { createWithin } from './create.ts';
import { type Edit, editWithin } from './edit.ts';
import { type Ordering, orderWithin } from './order.ts';
import { type Removal, removeWithin } from './remove.ts';

/** As it was asked for: a server that is based on another version by now, or stands elsewhere, stays as it is. */
type Wish = { input: ServerInput } | { id: string; change: Edit } | Removal | Ordering;

/** What a second person has approved. Other processes, and this one, send over it within a second. */
export async function changeApproved(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  wish: unknown,
): Promise<Refusal | undefined> {
  const wished = wish as Wish;
  const approved = true;
  if ('id' in wished) return editWithin(tx, parts, caller, { ...wished, approved });
  if ('removed' in wished) return removeWithin(tx, parts, caller, { ...wished, approved });
  if ('order' in wished) return orderWithin(tx, parts, caller, { ...wished, approved });
  const made = await createWithin(tx, parts, caller, { ...wished, approved });
  return made instanceof Refusal ? made : undefined;
}
