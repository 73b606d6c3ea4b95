import type { Child } from 'hono/jsx';
import type { MessageKey, Params, Translate } from '../locale/index.ts';

const open = '\u{e000}';
const close = '\u{e001}';
const placed = /\u{e000}(\d+)\u{e001}/u;

/** A text of the catalogue with elements (links, bold words) in some of its placeholders, wherever a language puts them. */
export function Rich({
  t,
  text,
  params,
  of,
}: {
  t: Translate;
  text: MessageKey;
  params?: Params;
  of: Record<string, Child>;
}) {
  const elements = Object.values(of);
  const marks = Object.fromEntries(Object.keys(of).map((name, index) => [name, `${open}${index}${close}`]));
  const pieces = t(text, { ...params, ...marks }).split(placed);
  return <>{pieces.map((piece, index) => (index % 2 === 0 ? piece : elements[Number(piece)]))}</>;
}
