import type { Translate } from '../../locale/index.ts';
import { isReason, type MessageState, reasonKey } from '../../mail/index.ts';
import { editableLetters, fixedLetters, type LetterKind } from '../../resets/index.ts';
import { Badge } from '../parts/index.ts';

const tones = {
  queued: 'info',
  sending: 'info',
  sent: 'good',
  bounced: 'bad',
  failed: 'bad',
  outdated: 'quiet',
  cancelled: 'quiet',
} as const;

export function stateWords(t: Translate, state: MessageState): string {
  return t(`console.emails.state.${state}`);
}

/** Where a letter stands. */
export function EmailState({ t, state }: { t: Translate; state: MessageState }) {
  return <Badge tone={tones[state]}>{stateWords(t, state)}</Badge>;
}

/** A reason in plain words. Those of whoever withdrew a letter are told as they are. */
export function reasonWords(t: Translate, reason: string): string {
  return isReason(reason) ? t(reasonKey(reason)) : reason.replaceAll('_', ' ');
}

const kinds: readonly LetterKind[] = [...editableLetters, ...fixedLetters];

/** What a letter is about. A kind that has no words here is told as it is. */
export function kindWords(t: Translate, kind: string): string {
  const known = kinds.find((one) => one === kind);
  return known ? t(`letter_texts.letter.${known}`) : kind.replaceAll('_', ' ');
}
