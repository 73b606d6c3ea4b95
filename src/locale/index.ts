export { languageNames, languages } from './catalogues.ts';
export { languageName } from './language-name.ts';
export type { Locale, MessageKey, Params, Translate } from './locale.ts';
export { createLocale, isLanguage, isMessageKey } from './locale.ts';
