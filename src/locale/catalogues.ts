import { createRequire } from 'node:module';
import { english } from './en/index.ts';
import type { Catalogue } from './translated.ts';

/** Languages that a person can have, each under its own name. The first is the one that the others are measured against. */
export const languageNames = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
} as const;

export type Language = keyof typeof languageNames;

export const languages = Object.keys(languageNames) as [Language, ...Language[]];

export type Texts = { readonly [key in keyof typeof english]?: string };

const load = createRequire(import.meta.url);

/** The texts of a language. Read when somebody first needs them: a start waits for none but English. */
export function textsOf(language: Language): Texts {
  if (language === 'en') return english;
  return (load(`./${language}/index.js`) as { catalogue: Catalogue }).catalogue;
}
