import { asText } from './names.ts';
import type { Block, FramedLetter } from './write.tsx';

const width = 76;

/** The letter for whoever reads mail as plain text. Says what the other says; a link stands alone on its line, whole. */
export function plainText({ company, title, blocks, footer }: FramedLetter): string {
  const buttons = new Set(blocks.flatMap((block) => (block.kind === 'button' ? [block.href] : [])));
  // "If the button does not work" has no sense where there is none.
  const told = blocks.filter((block) => block.kind !== 'link' || !buttons.has(block.href));
  const parts = [
    wrap(title),
    ...told.map(blockText),
    ['-- ', wrap(asText(company)), ...footer.map((line) => wrap(line))].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'fine':
    case 'code':
      return wrap(block.text);
    case 'button':
      return `${wrap(`${block.label}:`)}\n${block.href}`;
    case 'link':
      return `${wrap(block.text)}\n${block.href}`;
    case 'steps':
      return titled(
        block.title,
        block.items.map((item, index) => wrap(item, `${index + 1}. `)),
      );
    case 'list':
      return titled(
        block.title,
        block.items.map((item) => wrap(item, '- ')),
      );
  }
}

function titled(title: string | undefined, lines: string[]): string {
  return [...(title === undefined ? [] : [wrap(`${title}:`)]), ...lines].join('\n');
}

/** Lines of at most 76 characters, never broken inside a word: an address stays whole. `mark` stands before the first. */
export function wrap(text: string, mark = ''): string {
  const indent = ' '.repeat(mark.length);
  const lines: string[] = [];
  let line = mark;
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const empty = line === mark || line === indent;
    if (!empty && [...line].length + 1 + [...word].length > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line += empty ? word : ` ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
