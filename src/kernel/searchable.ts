/** Letters that are one with a stroke or two in one, which no normal form takes apart. */
const plain: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
};

/**
 * A text as it is looked for and sorted: lower case, without accents, one blank between words. Only for finding; who is
 * meant by a name is decided by `fold`.
 */
export function searchable(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare
    .replace(/[łøđħıßæœþð]/gu, (letter) => plain[letter] ?? letter)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
