import { asText, type Block, plainName } from '../../mail/index.ts';
import { contactLine, type Envelope } from '../letters/letter.ts';
import { introductions } from './show.ts';
import { type EditableLetter, paragraphsOf, type Values } from './template.ts';

/** What a letter says first: in the company's own words, else in those that all have. */
export function introduction(envelope: Envelope, letter: EditableLetter, at: string): Block[] {
  const values = valuesOf(envelope, at);
  const own = envelope.own.get(letter);
  const told = own ? paragraphs(envelope, own.introduction, values) : [envelope.text(introductions[letter], values)];
  return told.map((text) => ({ kind: 'paragraph', text }));
}

/** What it says last, if the company has something to say. */
export function closing(envelope: Envelope, letter: EditableLetter, at: string): Block[] {
  const own = envelope.own.get(letter);
  const told = own ? paragraphs(envelope, own.closing, valuesOf(envelope, at)) : [];
  return told.map((text) => ({ kind: 'paragraph', text }));
}

function valuesOf({ user, company }: Envelope, at: string): Values {
  const help = contactLine(company.help);
  return { name: asText(user.name), login: plainName(user.login), company: asText(company.name), help, at };
}

/** What is filled in is set apart where the text is written from the right, as in the catalogue's own. */
function paragraphs({ text }: Envelope, template: string, values: Values): string[] {
  if (text.direction === 'ltr') return paragraphsOf(template, values);
  const apart = Object.entries(values).map(([name, value]) => [name, `\u2068${value}\u2069`]);
  return paragraphsOf(template, Object.fromEntries(apart) as Values);
}
