const names = new Map<string, Intl.DisplayNames>();

/** A language by its name in another one. */
export function languageName(language: string, reader: string): string {
  const known = names.get(reader) ?? new Intl.DisplayNames([reader], { type: 'language' });
  names.set(reader, known); // making one takes longer than a row of a list
  return known.of(language) ?? language;
}
