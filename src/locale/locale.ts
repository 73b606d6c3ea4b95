import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, languages, type Texts, textsOf } from './catalogues.ts';
import { english } from './en/index.ts';
import { moments } from './moments.ts';

/** A text of the catalogue, by its name. English defines which there are. */
export type MessageKey = keyof typeof english;
export type Params = Record<string, string | number | Date>;

export interface Translate {
  /** The text of `key` with its ICU placeholders filled. Never markup: whoever renders it escapes it. */
  (key: MessageKey, params?: Params): string;
  language: string;
  direction: 'ltr' | 'rtl';
  /** A moment as this language writes it, to the minute, with the zone's name: "24 Nov 2026, 14:05 CET". */
  moment(at: number, timeZone: string): string;
  /** The time of day alone: "14:05". */
  timeOfDay(at: number, timeZone: string): string;
  /** A length of time in its largest unit: "24 hours", "30 minutes". */
  duration(ms: number): string;
}

export interface Locale {
  /** The texts for a language, with English where it has none. */
  in(language: string): Translate;
  /** The language that a browser's `Accept-Language` wants most of those there are; `otherwise` if it wants none of them. */
  negotiate(acceptLanguage: string | undefined, otherwise?: string): string;
}

/** Whether there is a text of this name: for names that are put together from codes. */
export function isMessageKey(text: string): text is MessageKey {
  return Object.hasOwn(english, text);
}

export function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text);
}

/** The catalogue. A language is read, and a format parsed, at first use. */
export function createLocale(texts: (language: Language) => Texts = textsOf): Locale {
  const made = new Map<string, Translate>();
  return {
    in(language) {
      const known = isLanguage(language) ? language : 'en';
      const translate = made.get(known) ?? createTranslate(known, texts(known));
      made.set(known, translate);
      return translate;
    },
    negotiate: (acceptLanguage, otherwise = 'en') => wanted(acceptLanguage ?? '').find(isLanguage) ?? otherwise,
  };
}

/** Longer than any browser's; taking a whole header of nothing but commas apart would cost what a dozen pages do. */
const longestAccepted = 256;

/** The languages of an `Accept-Language` without their regions, the most wanted first; what has no weight is not wanted. */
function wanted(acceptLanguage: string): string[] {
  const ranges = acceptLanguage
    .slice(0, longestAccepted)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return { language: tag.split('-')[0]?.toLowerCase() ?? '', weight: Number(weight) };
    });
  return ranges
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
}

function createTranslate(language: Language, texts: Texts): Translate {
  const formats = new Map<MessageKey, IntlMessageFormat>();
  const format = (key: MessageKey): IntlMessageFormat => {
    const known = formats.get(key) ?? parse(texts[key] ?? english[key], language);
    formats.set(key, known);
    return known;
  };
  const direction = directionOf(language);
  const fill = direction === 'ltr' ? besideLeft : (params: Params): Params => params;
  const text = (key: MessageKey, params?: Params): string => String(format(key).format(params && fill(params)));
  return Object.assign(text, { language, direction, ...moments(language) } as const);
}

/** Scripts that are written from the right, and what turns the direction whatever is written. */
const fromRight = /[\u0590-\u08ff\u202a-\u202e\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** In a text that is written from the left, only what is not is set apart: the rest stays as it is searched for and copied. */
function besideLeft(params: Params): Params {
  const filled = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' && fromRight.test(value) ? `\u2068${value}\u2069` : value,
  ]);
  return Object.fromEntries(filled);
}

function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/**
 * In a text that is written from the right, what is filled in is set apart (Unicode's isolates): names, logins and
 * addresses are mostly written from the left, and would drag the full stops and brackets beside them to their side.
 */
function parse(message: string, language: Language): IntlMessageFormat {
  const format = new IntlMessageFormat(message, language);
  return directionOf(language) === 'ltr' ? format : new IntlMessageFormat(setApart(format.getAst()), language);
}

function setApart(ast: Ast): Ast {
  return ast.flatMap((element): Ast => {
    if (element.type === 1) return [{ type: 0, value: '\u2068' }, element, { type: 0, value: '\u2069' }];
    if (!('options' in element)) return [element];
    const options = Object.entries(element.options).map(([name, option]) => [
      name,
      { ...option, value: setApart(option.value) },
    ]);
    return [{ ...element, options: Object.fromEntries(options) }];
  });
}
