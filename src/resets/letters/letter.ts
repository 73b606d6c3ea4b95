import type { Translate } from '../../locale/index.ts';
import { asText, type Block, writeLetter } from '../../mail/index.ts';
import type { Company, HelpContact, User } from '../../users/index.ts';
import type { OwnWords } from '../letter-texts/template.ts';

/** To whom a letter goes, and in whose name. */
export interface Envelope {
  text: Translate;
  user: User;
  company: Company;
  baseUrl: string;
  /** What the company says in its own words, by the letter. */
  own: ReadonlyMap<string, OwnWords>;
}

export interface WrittenLetter {
  subject: string;
  html: string;
  text: string;
}

export interface LetterContent {
  subject: string;
  /** What the inbox shows beside the subject. */
  preview: string;
  title: string;
  blocks: Block[];
}

/** Puts what a letter says into the frame that all have: greeting, company, help contact. HTML and text say the same. */
export function write({ text, user, company }: Envelope, content: LetterContent): WrittenLetter {
  const help = text('letters.help', { contact: contactLine(company.help) });
  const greeting: Block = { kind: 'paragraph', text: text('letters.greeting', { name: asText(user.name) }) };
  const framed = {
    language: text.language,
    direction: text.direction,
    company: company.name,
    title: content.title,
    preview: content.preview,
    blocks: [greeting, ...content.blocks],
    footer: [help],
  };
  return { subject: content.subject, ...writeLetter(framed) };
}

/** Whom to contact, on one line. */
export function contactLine(help: HelpContact): string {
  return [help.name, help.phone, help.email, help.page].filter((part) => part !== undefined && part !== '').join(', ');
}
