import { IntlMessageFormat } from 'intl-messageformat';
import { english } from './en/index.ts';

/** A text of the catalogue, by its name. English defines which there are. */
export type MessageKey = keyof typeof english;
export type Params = Record<string, string | number | Date>;

/** Languages that a person can have. Those without a catalogue of their own are written to in English. */
export const languages = ['en', 'de', 'fr', 'es', 'ar'] as const;
export type Language = (typeof languages)[number];

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
  /** The best language for a browser's `Accept-Language`. */
  negotiate(acceptLanguage: string | undefined): string;
}

const catalogues: Record<string, Partial<Record<MessageKey, string>>> = { en: english };

export function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text);
}

/** The catalogue. Formats are parsed once, at first use. */
export function createLocale(): Locale {
  const made = new Map<string, Translate>();
  const locale: Locale = {
    in(language) {
      const known = catalogues[language] ? language : 'en';
      const translate = made.get(known) ?? createTranslate(known);
      made.set(known, translate);
      return translate;
    },
    negotiate(acceptLanguage) {
      const wanted = (acceptLanguage ?? '').split(',').map((range) => range.trim().slice(0, 2).toLowerCase());
      return wanted.find((language) => catalogues[language]) ?? 'en';
    },
  };
  return locale;
}

function createTranslate(language: string): Translate {
  const formats = new Map<MessageKey, IntlMessageFormat>();
  const format = (key: MessageKey): IntlMessageFormat => {
    const known = formats.get(key) ?? new IntlMessageFormat(catalogues[language]?.[key] ?? english[key], language);
    formats.set(key, known);
    return known;
  };
  const text = (key: MessageKey, params: Params = {}): string => String(format(key).format(params));
  return Object.assign(text, { language, direction: directionOf(language), ...moments(language) });
}

function directionOf(language: string): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** English of the British kind: day before month, and a clock of 24 hours as the contract writes it. */
function moments(language: string): Pick<Translate, 'moment' | 'timeOfDay' | 'duration'> {
  const tag = language === 'en' ? 'en-GB' : language;
  const makers = new Map<string, Intl.DateTimeFormat>();
  const maker = (timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const name = `${timeZone} ${Object.keys(options).join()}`;
    const known = makers.get(name) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone });
    makers.set(name, known);
    return known;
  };
  return {
    moment: (at, timeZone) =>
      maker(timeZone, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZoneName: 'short',
      }).format(at),
    timeOfDay: (at, timeZone) => maker(timeZone, { hour: '2-digit', minute: '2-digit' }).format(at),
    duration: (ms) => inLargestUnit(tag, ms),
  };
}

function inLargestUnit(tag: string, ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const [value, unit] =
    minutes >= 2880 && minutes % 1440 === 0
      ? [minutes / 1440, 'day']
      : minutes >= 60 && minutes % 60 === 0
        ? [minutes / 60, 'hour']
        : [minutes, 'minute'];
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
