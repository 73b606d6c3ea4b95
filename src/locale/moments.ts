import type { Translate } from './locale.ts';

/** Each takes tens of kilobytes, and one time zone has as many names as there are ways to write it. */
const mostKept = 200;

/** How a language writes times. English is of the British kind: day before month, and a clock of 24 hours. */
export function moments(language: string): Pick<Translate, 'moment' | 'timeOfDay' | 'duration'> {
  const tag = language === 'en' ? 'en-GB' : language;
  const makers = new Map<string, Intl.DateTimeFormat>();
  const maker = (timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const name = `${timeZone} ${Object.keys(options).join()}`;
    const known = makers.get(name) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone });
    if (makers.size >= mostKept) makers.clear();
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
