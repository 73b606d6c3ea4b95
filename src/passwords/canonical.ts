/**
 * A text without case, marks and compatibility forms, so that `Ｍüller`, `MULLER` and `muller` are one. Pure, idempotent,
 * total: any string has a plain form. Case is undone per character, because a whole-text fold writes the Greek
 * sigma at a word's end differently from the one inside.
 */
export function plain(text: string): string {
  return withoutMarks(withoutCase(withoutMarks(text))).normalize('NFC');
}

/**
 * The plain form with the usual substitutions undone: 0 o, 1 i l, 3 e, 4 @ a, 5 $ s, 7 t. `i`, `l` and `1` become one
 * character, so a word with any of them finds itself whichever was typed. Pure, idempotent.
 */
export function canonical(text: string): string {
  return plain(text).replace(/[01l34@5$7]/g, (character) => substituted[character] ?? character);
}

const substituted: Record<string, string> = {
  0: 'o',
  1: 'i',
  l: 'i',
  3: 'e',
  4: 'a',
  '@': 'a',
  5: 's',
  $: 's',
  7: 't',
};

/** Nor what nobody sees: soft hyphens, joiners, fillers, control characters. */
function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(/[\p{Mn}\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '');
}

/** By way of upper case, so that `ß` and `SS` meet; from lower case, so that `ẞ` joins them. */
function withoutCase(text: string): string {
  let folded = '';
  for (const character of text) {
    for (const upper of character.toLowerCase().toUpperCase()) folded += upper.toLowerCase();
  }
  return folded;
}
