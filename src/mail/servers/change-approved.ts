import type { Tx } from '../../database/index.ts';
import { type Caller, Refusal } from '../../kernel/index.ts';
import type { ServerInput } from '../index.ts';
import type { Parts } from '../parts.ts';
import { createWithin } from './create.ts';
import { type Edit, editWithin } from './edit.ts';

/** As `create` and `edit` asked for it: a server that is based on another version by now is not changed. */
type Wish = { input: ServerInput } | { id: string; change: Edit };

/** What a second person has approved. Other processes, and this one, send over it within a second. */
export async function changeApproved(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  wish: unknown,
): Promise<Refusal | undefined> {
  const wished = wish as Wish;
  const done =
    'id' in wished
      ? await editWithin(tx, parts, caller, { ...wished, approved: true })
      : await createWithin(tx, parts, caller, { ...wished, approved: true });
  return done instanceof Refusal ? done : undefined;
}
