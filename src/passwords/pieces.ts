/* Whether a text is more than one of the common pieces that the strength library finds in it. Pure. */

export type PieceKind = 'word' | 'series' | 'date' | 'keyboard' | 'sequence' | 'repetition';

/** A common piece of a text: from `start` to before `end`, in UTF-16 units. */
export interface Piece {
  kind: PieceKind;
  start: number;
  end: number;
  /** Of a repetition: the length of what is repeated. */
  base?: number;
}

/** With so many letters around a common piece a text is more than that piece. */
export const lettersThatMakeItMore = 3;
/** What is found in fewer characters is as often an accident. */
const plainLength = 4;
/** A repetition of something that could be a password by itself is judged by that. */
const couldStandAlone = 8;

/**
 * The longest piece that a text is little more than: fewer than three letters are around it. Letters in runs do not
 * count as such: several words are a phrase, several keyboard runs are none.
 */
export function solePiece(text: string, pieces: Piece[]): Piece | undefined {
  const runs = pieces.filter((piece) => isRun(text, piece, pieces));
  const soles = pieces.filter(
    (piece) =>
      !isAccident(text, piece, pieces) &&
      letters(outside(text, [piece, ...runs])) < lettersThatMakeItMore &&
      (!repeatsAPassword(piece) || soleWithinBase(text, piece, pieces)),
  );
  return soles.sort((a, b) => size(b) - size(a))[0];
}

/** Keys, signs and digits in a row, unless that happens inside a word, as `anan` does in `banana`. */
function isRun(text: string, piece: Piece, pieces: Piece[]): boolean {
  if (piece.kind === 'word' || piece.kind === 'series' || !isPlain(piece) || repeatsAPassword(piece)) return false;
  const own = letters(inside(text, piece));
  return !pieces.some((word) => word.kind === 'word' && holds(word, piece) && letters(inside(text, word)) > own);
}

/** What is not plainly a piece counts only in a text that pieces make up by more than half, as in `Cat$1234`. */
function isAccident(text: string, piece: Piece, pieces: Piece[]): boolean {
  return !isPlain(piece) && outside(text, pieces).length * 2 >= text.length;
}

/** Two characters said twice are no more telling than three. */
function isPlain(piece: Piece): boolean {
  return size(piece) > plainLength || (size(piece) === plainLength && piece.base !== 2);
}

function repeatsAPassword({ base = 0 }: Piece): boolean {
  return base >= couldStandAlone;
}

function soleWithinBase(text: string, { start, base = 0 }: Piece, pieces: Piece[]): Piece | undefined {
  const first = { start, end: start + base };
  const held = pieces.filter((piece) => holds(first, piece));
  const moved = held.map((piece) => ({ ...piece, start: piece.start - start, end: piece.end - start }));
  return solePiece(inside(text, first), moved);
}

type Span = Pick<Piece, 'start' | 'end'>;

function size({ start, end }: Span): number {
  return end - start;
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function inside(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

function outside(text: string, spans: Span[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    rest += text.slice(from, Math.max(from, start));
    from = Math.max(from, end);
  }
  return rest + text.slice(from);
}

function letters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}
