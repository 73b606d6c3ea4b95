import { may } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { Notice } from '../../ui/index.ts';
import type { User } from '../../users/index.ts';
import type { Desk, Staff } from '../desk.tsx';

const edits = 50;

/** What staff must know before they send a letter: that the account itself changed its email lately, when, from where and from which. */
export async function movedText(
  desk: Desk,
  { t, caller, me }: Pick<Staff, 't' | 'caller' | 'me'>,
  user: User,
): Promise<string | undefined> {
  const moved = await desk.resets.movedLately(user);
  if (!moved) return undefined;
  const address = may(caller, 'audit.read') ? await changedFrom(desk, caller, { user, at: moved.at }) : undefined;
  const { former = '', at } = moved;
  return t('user.moved', {
    at: t.moment(at, me.user.timeZone),
    had: former === '' ? 'none' : 'one',
    former,
    known: address === undefined ? 'no' : 'yes',
    address: address ?? '',
  });
}

/** The network address of whoever did it: as the record of the same transaction has it. */
async function changedFrom(
  { audit }: Desk,
  caller: Staff['caller'],
  { user, at }: { user: User; at: number },
): Promise<string | undefined> {
  const { items } = await audit.list(caller, { subjectId: user.id, event: 'user.edited', limit: edits });
  const isThat = (event: (typeof items)[number]): boolean => Math.abs(Date.parse(event.at) - at) < together;
  return items.find(isThat)?.address ?? undefined;
}

/** Milliseconds. */
const together = 1_000;

export function Moved({ t, text }: { t: Translate; text: string | undefined }) {
  return text === undefined ? null : (
    <Notice kind="warning" title={text}>
      {t('user.moved.next')}
    </Notice>
  );
}
