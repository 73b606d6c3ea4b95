import { isLanguage } from './locale.ts';

const names = new Map<string, Intl.DisplayNames>();

/** A language by its name in another one; what is none of ours, as a form may say it, as it is. */
export function languageName(language: string, reader: string): string {
  if (!isLanguage(language)) return language;
  const known = names.get(reader) ?? new Intl.DisplayNames([reader], { type: 'language' });
  names.set(reader, known); // making one takes longer than a row of a list
  return known.of(language) ?? language;
}
