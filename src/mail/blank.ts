/**
 * The kind of letters to nobody (decision 29): queued, written and signed like any other, and deleted instead of sent, so that
 * whoever watches how busy this process is cannot tell whether there was a letter.
 */
export const blank = 'blank';

export function isBlank({ kind }: { kind: string }): boolean {
  return kind === blank;
}
