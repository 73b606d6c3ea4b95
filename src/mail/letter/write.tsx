import { Frame } from './frame.tsx';
import { withoutLinks } from './names.ts';
import { Button, Fine, List, Paragraph, PlainLink, Steps } from './parts.tsx';
import { plainText } from './text.ts';

/** One thing that a letter says. */
export type Block =
  | { kind: 'paragraph' | 'fine'; text: string }
  /** The one thing to do. */
  | { kind: 'button'; label: string; href: string }
  /** A sentence, and the address that it speaks of, to be read and copied. */
  | { kind: 'link'; text: string; href: string }
  | { kind: 'steps' | 'list'; title?: string | undefined; items: readonly string[] };

export interface FramedLetter {
  language: string;
  direction: 'ltr' | 'rtl';
  company: string;
  title: string;
  /** What the inbox shows beside the subject. */
  preview: string;
  blocks: readonly Block[];
  /** Whom to contact. */
  footer: readonly string[];
}

/**
 * Writes both forms of a letter from one list of blocks, so that they cannot say different things. What the texts say
 * is escaped, and no mail program makes a link of a web address in them; names go through `asText` first.
 */
export function writeLetter(letter: FramedLetter): { html: string; text: string } {
  const safe = { ...letter, blocks: letter.blocks.map(withoutHiddenLinks) };
  const { blocks, ...frame } = safe;
  return { html: renderLetter(<Frame {...frame}>{blocks.map(toPart)}</Frame>), text: plainText(safe) };
}

/** A whole HTML document. */
function renderLetter(frame: ReturnType<typeof Frame>): string {
  return `<!doctype html>\n${String(frame)}\n`;
}

function toPart(block: Block) {
  switch (block.kind) {
    case 'paragraph':
      return <Paragraph>{block.text}</Paragraph>;
    case 'fine':
      return <Fine>{block.text}</Fine>;
    case 'button':
      return <Button href={block.href} label={block.label} />;
    case 'link':
      return <PlainLink href={block.href}>{block.text}</PlainLink>;
    case 'steps':
      return <Steps title={block.title} items={block.items} />;
    case 'list':
      return <List title={block.title} items={block.items} />;
  }
}

/** What a stranger could have put into a text (a name, a browser's name for itself) does not become a link. */
function withoutHiddenLinks(block: Block): Block {
  if (block.kind === 'paragraph' || block.kind === 'fine') return { ...block, text: withoutLinks(block.text) };
  if (block.kind === 'steps' || block.kind === 'list') return { ...block, items: block.items.map(withoutLinks) };
  return block;
}
