/**
 * The kind of letters to nobody: queued, written and signed as any other, and thrown away where it would leave. Whoever
 * watches how busy this process is cannot tell whether there was a letter.
 */
export const blank = 'blank';

export function isBlank({ kind }: { kind: string }): boolean {
  return kind === blank;
}
