export type { Locale, MessageKey, Params, Translate } from './locale.ts';
export { createLocale, isLanguage, languages } from './locale.ts';
