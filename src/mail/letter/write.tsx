import { type Look, lookOf } from './colours.ts';
import { Frame } from './frame.tsx';
import { withoutLinks } from './names.ts';
import { Button, Code, Fine, List, Paragraph, PlainLink, Steps } from './parts.tsx';
import type { LetterPicture, Logo } from './picture.ts';
import { plainText } from './text.ts';

/** One thing that a letter says. */
export type Block =
  | { kind: 'paragraph' | 'fine' | 'code'; text: string }
  /** The one thing to do. */
  | { kind: 'button'; label: string; href: string }
  /** A sentence, and the address that it speaks of, to be read and copied. */
  | { kind: 'link'; text: string; href: string }
  | { kind: 'steps' | 'list'; title?: string | undefined; items: readonly string[] };

export interface FramedLetter {
  language: string;
  direction: 'ltr' | 'rtl';
  company: string;
  /** The company's accent, `#rrggbb`; without one, that of the pages. */
  colour?: string | undefined;
  /** The company's picture, beside its name. */
  logo?: Logo | undefined;
  title: string;
  /** What the inbox shows beside the subject. */
  preview: string;
  blocks: readonly Block[];
  /** Whom to contact. */
  footer: readonly string[];
}

export interface WrittenForms {
  html: string;
  text: string;
  pictures: LetterPicture[];
}

/**
 * Writes both forms of a letter from one list of blocks, so that they cannot say different things. What the texts say
 * is escaped, and no mail program makes a link of a web address in them; names go through `asText` first.
 */
export function writeLetter(letter: FramedLetter): WrittenForms {
  const safe = { ...letter, blocks: letter.blocks.map(withoutHiddenLinks) };
  const { blocks, colour, logo, ...rest } = safe;
  const frame = { ...rest, logo, look: lookOf(colour) };
  const html = renderLetter(<Frame {...frame}>{blocks.map((block) => toPart(block, frame.look))}</Frame>);
  const pictures = logo ? [{ cid: logo.cid, type: logo.type, content: logo.content }] : [];
  return { html, text: plainText(safe), pictures };
}

/** A whole HTML document. */
function renderLetter(frame: ReturnType<typeof Frame>): string {
  return `<!doctype html>\n${String(frame)}\n`;
}

function toPart(block: Block, look: Look) {
  switch (block.kind) {
    case 'paragraph':
      return <Paragraph>{block.text}</Paragraph>;
    case 'fine':
      return <Fine>{block.text}</Fine>;
    case 'code':
      return <Code>{block.text}</Code>;
    case 'button':
      return <Button href={block.href} label={block.label} look={look} />;
    case 'link':
      return (
        <PlainLink href={block.href} look={look}>
          {block.text}
        </PlainLink>
      );
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
