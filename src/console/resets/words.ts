import type { MessageKey, Translate } from '../../locale/index.ts';
import { type ResetLine, reasons } from '../../resets/index.ts';

/* Resets in words. A code that is new to this page is told as it is. */

export const states = ['asked', 'decided', 'sent', 'opened', 'completed', 'expired', 'cancelled'] as const;
export const sources = ['self', 'staff', 'command', 'owner'] as const;
export const purposes = ['reset', 'invitation'] as const;

export function stateText(t: Translate, state: ResetLine['state'] | string): string {
  return word(t, states, 'resets.state', state);
}

export function reasonText(t: Translate, reason: string): string {
  return word(t, reasons, 'resets.reason', reason);
}

/** What was decided: what goes out and how, or why nothing does. */
export function decisionText(t: Translate, { outcome, reason }: { outcome: string; reason: string }): string {
  return reason === 'send' ? word(t, ['send', 'print'], 'resets.decision', outcome) : reasonText(t, reason);
}

export function sourceText(t: Translate, source: string): string {
  return word(t, sources, 'resets.source', source);
}

export function purposeText(t: Translate, purpose: string): string {
  return word(t, purposes, 'resets.purpose', purpose);
}

export function checkText(t: Translate, check: string | null | undefined): string {
  const checks = ['known', 'called_back', 'code', 'ticket', 'other'];
  return check ? word(t, checks, 'resets.check', check) : t('resets.check.none');
}

/** Whether its letter went out and reached nobody, and nothing has come of it since. */
export function isUndelivered({ state, outcome, reason }: Pick<ResetLine, 'state' | 'outcome' | 'reason'>): boolean {
  return outcome !== 'drop' && reason === 'undeliverable' && (state === 'decided' || state === 'sent');
}

/** What a list says of a reset: its state, or why there was no letter. */
export function outcomeText(t: Translate, reset: ResetLine): string {
  const { state, outcome, reason } = reset;
  if (isUndelivered(reset)) return t('resets.state.undelivered');
  if (outcome === 'drop' && reason !== undefined) return t('resets.no_letter', { reason: reasonText(t, reason) });
  if (outcome === 'print' && state === 'decided') return t('resets.printed');
  return stateText(t, state);
}

/** What a completed reset has ended, with counts. */
export function endedText(t: Translate, ended: Record<string, unknown>): string {
  const counts = (['sessions', 'api_keys', 'remembered_devices', 'links'] as const).flatMap((key) => {
    const count = Number(ended[key] ?? 0);
    return count > 0 ? [t(`resets.ended.${key}`, { count })] : [];
  });
  return counts.length === 0 ? t('resets.ended.nothing') : t('resets.ended', { what: counts.join(', ') });
}

function word(t: Translate, known: readonly string[], family: string, code: string): string {
  return known.includes(code) ? t(`${family}.${code}` as MessageKey) : code;
}
