import { Refusal } from '../kernel/index.ts';
import type { CreationWish, createCreate } from './create.ts';
import type { createEdit, EditWish } from './edit.ts';
import type { Users } from './index.ts';
import type { createUnarchive, ReturnWish } from './unarchive.ts';

type Parts = Pick<ReturnType<typeof createCreate>, 'createWithin'> &
  Pick<ReturnType<typeof createEdit>, 'editWithin'> &
  Pick<ReturnType<typeof createUnarchive>, 'unarchiveWithin'>;

/** As `create`, `edit` and `unarchive` asked for it. */
type Wish = CreationWish | EditWish | ReturnWish;

/** What a second administrator has approved. */
export function createChangeApproved({ createWithin, editWithin, unarchiveWithin }: Parts): Users['changeApproved'] {
  return async (tx, caller, wish) => {
    const wished = wish as Wish;
    if ('newUser' in wished) {
      const user = await createWithin(tx, caller, wished.newUser, { approved: true });
      return user instanceof Refusal ? user : { created: user, invited: wished.invited };
    }
    const done =
      'edit' in wished
        ? await editWithin(tx, caller, wished, true)
        : await unarchiveWithin(tx, caller, wished.unarchived, wished);
    return done instanceof Refusal ? done : { created: undefined, invited: false };
  };
}
