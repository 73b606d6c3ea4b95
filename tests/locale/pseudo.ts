import { english } from '../../src/locale/en/index.ts';
import { createLocale, type Locale, type MessageKey } from '../../src/locale/index.ts';

/*
 * English as no language is: every letter with a mark, a third longer, in brackets. What shows plain letters is not from
 * the catalogue, and what shows no bracket at its end is clipped.
 */

const marked: Record<string, string> = Object.fromEntries(
  [
    ...'aáeéiíoóuúcçdđgğkķlłnñrřsštţyýzžAÅEÉIÍOÖUÜCÇDĐGĞKĶLŁNÑRŘSŠTŢYÝZŽhħHĦbƀpþPÞmɱwŵWŴvνfƒjĵxχqʠ'.matchAll(
      /(.)(.)/gu,
    ),
  ].map(([, plain = '', mark = '']) => [plain, mark]),
);

/** The catalogue with the English of nobody in the place of English. */
export function pseudoLocale(): Locale {
  const texts = Object.fromEntries(Object.entries(english).map(([key, text]) => [key, pseudo(text)]));
  return createLocale(() => texts as Partial<Record<MessageKey, string>>);
}

function pseudo(message: string): string {
  const words = marks(message, 0).text;
  return `⟦${words}${' ~~~~'.repeat(Math.ceil(message.length / 15))}⟧`;
}

/** Marks the words of a message from `begin` to the brace that ends it; what the format itself consists of stays. */
function marks(message: string, begin: number): { text: string; end: number } {
  let text = '';
  let at = begin;
  while (at < message.length && message[at] !== '}') {
    const character = message[at] ?? '';
    if (character === '{') {
      const argument = argumentAt(message, at);
      text += argument.text;
      at = argument.end;
    } else {
      text += marked[character] ?? character;
      at += 1;
    }
  }
  return { text, end: at };
}

/** `{name}` and `{min, number}` as they are; of a plural or select the words of each case are marked. */
function argumentAt(message: string, begin: number): { text: string; end: number } {
  let text = '{';
  let at = begin + 1;
  while (message[at] !== '}') {
    if (message[at] === '{') {
      const inner = marks(message, at + 1);
      text += `{${inner.text}}`;
      at = inner.end + 1;
    } else {
      text += message[at];
      at += 1;
    }
  }
  return { text: `${text}}`, end: at + 1 };
}
