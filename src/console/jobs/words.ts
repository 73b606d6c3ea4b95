import { Refusal, type RefusalCode, type RefusalDetails } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { type BulkAction, bulkActions } from '../../resets/index.ts';
import { titleOf } from '../../ui/index.ts';

export const jobsPath = '/settings/jobs';

/** Beyond so many people the own password is asked for. */
const riskyAbove = 50;

/** Whether the own password comes first. Among few, too, there may be staff, whose powers the archive takes or gives back. */
export function isRisky(action: BulkAction | undefined, count: number): boolean {
  return count > riskyAbove || action === 'archive' || action === 'unarchive';
}

/** Who is meant where a user was erased meanwhile. */
export type Named = { name: string; login: string } | undefined;

/** The action that a job's kind stands for. */
export function actionOf(kind: string): BulkAction | undefined {
  return bulkActions.find((action) => kind === `users.${action}`);
}

/** Why somebody was not reached, in words: a refusal's title, with their name. */
export function reasonText(t: Translate, code: string, user: Named): string {
  if (code === 'bug') return t('jobs.outcome.bug');
  const details = { name: user?.name ?? '', others: 0 } as unknown as RefusalDetails[RefusalCode];
  return titleOf(t, new Refusal(code as RefusalCode, details));
}

/** The longest of the reasons that bulk actions have: with a name, and without. */
const longest = ['no_address', 'bug'];

/** As much room as a reason may take, whatever becomes of somebody. */
export function longestReason(t: Translate, user: Named): string {
  const [first = '', second = ''] = longest.map((code) => reasonText(t, code, user));
  return first.length > second.length ? first : second;
}
