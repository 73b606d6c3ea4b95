import { deviceOf } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { asText, type Block, type WrittenForms, writeLetter } from '../../mail/index.ts';
import type { Company, HelpContact, Logo } from '../../users/index.ts';
import type { OwnWords } from '../letter-texts/template.ts';
import type { Addressee } from '../warnings.ts';

/** To whom a letter goes, and in whose name. */
export interface Envelope {
  text: Translate;
  user: Addressee;
  company: Company;
  /** The company's picture, if it has one. */
  logo: Logo | undefined;
  baseUrl: string;
  /** What the company says in its own words, by the letter. */
  own: ReadonlyMap<string, OwnWords>;
}

export interface WrittenLetter extends WrittenForms {
  subject: string;
}

export interface LetterContent {
  subject: string;
  /** What the inbox shows beside the subject. */
  preview: string;
  title: string;
  blocks: Block[];
}

/** Puts what a letter says into the frame that all have: greeting, company, help contact. HTML and text say the same. */
export function write({ text, user, company, logo }: Envelope, content: LetterContent): WrittenLetter {
  const help = text('letters.help', { contact: contactLine(company.help) });
  const greeting: Block = { kind: 'paragraph', text: text('letters.greeting', { name: asText(user.name) }) };
  const framed = {
    language: text.language,
    direction: text.direction,
    company: company.name,
    colour: company.colour,
    logo: logo && { ...logo, cid: `${company.logo?.slice(0, 16)}@logo` },
    title: content.title,
    preview: content.preview,
    blocks: [greeting, ...content.blocks],
    footer: [help],
  };
  return { subject: content.subject, ...writeLetter(framed) };
}

/** "This was not me", as the letters say it that carry its link: `notMine` says what it does. */
export function disowning(
  { text, user }: Envelope,
  { link, notMine, expiresAt }: { link: string | undefined; notMine: string; expiresAt: number },
): { blocks: Block[]; holds: Block[] } {
  // The account is gone, and with it what a link could take back.
  if (link === undefined)
    return { blocks: [{ kind: 'paragraph', text: text('letters.address_changed.not_you') }], holds: [] };
  return {
    blocks: [
      { kind: 'paragraph', text: text('letters.changed.mine') },
      { kind: 'paragraph', text: notMine },
      { kind: 'button', label: text('letters.changed.button'), href: link },
      { kind: 'link', text: text('letters.link'), href: link },
    ],
    holds: [{ kind: 'fine', text: text('letters.changed.holds', { until: text.moment(expiresAt, user.timeZone) }) }],
  };
}

/** As long as a contact's name may be. */
const longestContact = 120;

/** Whom to contact, on one line. Only the page and the email, which a second administrator may have to approve, lead anywhere. */
export function contactLine(help: HelpContact): string {
  const name = asText(help.name, longestContact);
  const phone = help.phone?.replaceAll(' ', '\u00a0'); // a number that is broken is hard to dial
  return [name, phone, help.email, help.page].filter((part) => part !== undefined && part !== '').join(', ');
}

/** The same words as in the list of one's sessions: nothing that a browser makes up about itself gets into a letter. */
export function deviceWords(text: Translate, agent: unknown): string {
  const { browser, system } = deviceOf(typeof agent === 'string' ? agent : undefined);
  if (browser && system) return text('pages.device.on', { browser, system });
  return browser ?? system ?? text('pages.device.unknown');
}
