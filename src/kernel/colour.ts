/* A company's colour and whether it can be read. Pure. */

/** White and the paper of the light theme; the sheet of the dark one. */
const white = '#ffffff';
const paper = '#f4f6f4';
const night = '#0f1616';
/** WCAG 2.2, 1.4.3. */
const readable = 4.5;

const form = /^#[0-9a-f]{6}$/;

export function isColour(text: string): boolean {
  return form.test(text);
}

/** How two colours stand out from each other: 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Whether white can be read on it, and it on the pages' paper. */
export function isReadable(colour: string): boolean {
  return contrast(colour, paper) >= readable;
}

/** The nearest shade of a colour that can be read in the light theme. */
export function readableShade(colour: string): string {
  return mixUntil(colour, '#000000', (shade) => isReadable(shade));
}

/** What buttons and links wear in each theme, and what stands on the buttons. */
export interface Accents {
  light: { accent: string; strong: string; on: string };
  dark: { accent: string; strong: string; on: string };
}

/** A colour that can be read, for both themes: in the dark one a tint of it, with dark letters on it. */
export function accentsOf(colour: string): Accents {
  const tint = mixUntil(colour, white, (shade) => contrast(shade, night) >= 7);
  return {
    light: { accent: colour, strong: mix(colour, '#000000', 0.2), on: white },
    dark: { accent: tint, strong: mix(tint, white, 0.35), on: night },
  };
}

function mixUntil(colour: string, into: string, enough: (shade: string) => boolean): string {
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mix(colour, into, share);
    if (enough(shade)) return shade;
  }
  return into;
}

function mix(colour: string, into: string, share: number): string {
  const [from, to] = [channels(colour), channels(into)];
  const mixed = from.map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
