export { createLocale, isLanguage, languages } from './locale.ts';
export type { Language, Locale, MessageKey, Params, Translate } from './locale.ts';
