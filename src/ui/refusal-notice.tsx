import { minute, type Refusal, second } from '../kernel/index.ts';
import type { Params, Translate } from '../locale/index.ts';
import { Notice } from './notice.tsx';

interface Props {
  t: Translate;
  refusal: Refusal | undefined;
  /** Whether the keyboard goes on from here. It does not where the page begins in the field that is to be typed in again. */
  answer?: boolean;
}

/** A refusal above the form that it concerns. */
export function RefusalNotice({ t, refusal, answer = true }: Props) {
  if (!refusal) return null;
  return (
    <Notice kind="error" title={titleOf(t, refusal)} answer={answer}>
      <p>{textOf(t, refusal)}</p>
    </Notice>
  );
}

export function titleOf(t: Translate, refusal: Refusal): string {
  return t(`refusals.${refusal.code}.title`, paramsOf(refusal));
}

/** What was not lost and what to do next; with how long to wait, where that is known. */
export function textOf(t: Translate, refusal: Refusal): string {
  const text = t(`refusals.${refusal.code}`, paramsOf(refusal));
  return 'retryAfter' in refusal.details ? `${text} ${waitText(t, refusal.details.retryAfter)}` : text;
}

function paramsOf({ details }: Refusal): Params {
  const told = Object.entries(details).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return Object.fromEntries(told);
}

function waitText(t: Translate, seconds: number): string {
  const wait = seconds * second;
  if (wait < 2 * minute) return t('pages.retry_in_seconds', { count: seconds });
  return t('pages.retry_in', { wait: t.duration(Math.ceil(wait / minute) * minute) });
}
