import type { Translate } from '../../locale/index.ts';
import { longestNote } from '../../resets/index.ts';
import { TextArea } from './fields.tsx';

/** What staff write about what they do for somebody; the `hint` says who reads it. */
export function StaffNote({ t, hint, value = '' }: { t: Translate; hint: string; value?: string | undefined }) {
  return <TextArea name="note" label={t('user.send.note')} hint={hint} value={value} rows={2} most={longestNote} />;
}
