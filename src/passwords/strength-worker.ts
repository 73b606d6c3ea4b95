import { parentPort } from 'node:worker_threads';
import {
  type DictionaryMatch,
  type MatchExtended,
  type RepeatMatch,
  type SpatialMatch,
  ZxcvbnFactory,
} from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as worldwide } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import type { Ready } from '../kernel/index.ts';
import { type Piece, solePiece } from './pieces.ts';
import type { Answer, Question } from './strength.ts';

/*
 * The thread in which the strength library lives: it can take long over hostile input, and then it is stopped.
 * A text comes in; what common piece it is little more than goes out.
 */

/** How much of a text the library is shown: its work grows with more than the square of it. */
const shownCharacters = 32;

const { qwerty, qwertz, azerty, keypad } = adjacencyGraphs;

const library = new ZxcvbnFactory({
  dictionary: { ...worldwide, ...english },
  graphs: { qwerty, qwertz, azerty, keypad },
  // The usual substitutions and no others: with the library's own table every eighth random text contains a word.
  l33tTable: { a: ['4', '@'], e: ['3'], i: ['1'], l: ['1'], o: ['0'], s: ['5', '$'], t: ['7'] },
  // Only `1` can mean two letters, so that a few readings are all. A hundred take it 200 ms over a row of digits.
  l33tMaxSubstitutions: 16,
  useLevenshteinDistance: false,
});

/**
 * All that it finds. What it publishes is only the cheapest way to guess the whole, in which a word can hide in what
 * counts as random; so this takes the step before, which its types keep private.
 */
const { matching } = library as unknown as { matching: { match(text: string): MatchExtended[] } };

function piecesOf(text: string): Piece[] {
  const shown = [...text].slice(0, shownCharacters).join('');
  const pieces = matching.match(shown).flatMap((match) => pieceOf(match) ?? []);
  return [...new Map(pieces.map((piece) => [Object.values(piece).join(), piece])).values()];
}

function pieceOf(match: MatchExtended): Piece | undefined {
  const [start, end] = [match.i, match.j + 1];
  const length = end - start;
  if (length < 3) return undefined;
  switch (match.pattern) {
    case 'dictionary':
      return isCommon(match as DictionaryMatch, length) ? { kind: 'word', start, end } : undefined;
    case 'wordSequence':
      return { kind: 'series', start, end };
    case 'spatial':
      return isDeliberate(match as SpatialMatch, length) ? { kind: 'keyboard', start, end } : undefined;
    case 'sequence':
      return { kind: 'sequence', start, end };
    case 'repeat':
      return { kind: 'repetition', start, end, base: (match as RepeatMatch).baseToken.length };
    case 'date':
    case 'regex':
      return { kind: 'date', start, end };
    default:
      return undefined;
  }
}

/**
 * Short words are common only far up in their list, disguised ones only at its top: of four letters in a row every
 * tenth makes some surname.
 */
function isCommon({ rank, l33t, reversed }: DictionaryMatch, length: number): boolean {
  return length >= 6 || rank <= 3 * 10 ** (l33t || reversed ? length - 2 : length - 1);
}

/** Neighbouring keys are a run in a straight line, with one bend if there are five, and anyhow if there are six. */
function isDeliberate({ turns }: SpatialMatch, length: number): boolean {
  return length >= 6 || (length >= 4 && turns <= length - 3);
}

parentPort?.on('message', ({ text }: Question) => {
  parentPort?.postMessage({ sole: solePiece(text, piecesOf(text))?.kind } satisfies Answer);
});
parentPort?.postMessage('ready' satisfies Ready);
