import { isStorable } from '../../kernel/index.ts';
import { unlinked } from '../../mail/index.ts';

/** The letters whose words a company may choose. Their subjects, buttons, links and rules are the same everywhere. */
export const editableLetters = ['reset', 'invitation', 'password_changed', 'confirm_email'] as const;
export type EditableLetter = (typeof editableLetters)[number];

/** Those that warn, or that prove something: nobody but the product chooses their words. */
export const fixedLetters = [
  'email_change',
  'address_changed',
  'new_browser',
  'factor_due',
  'factors_changed',
  'key_made',
  'identity_code',
  'alert',
  'approval_asked',
  'bounces',
  'test',
] as const;
export type LetterKind = EditableLetter | (typeof fixedLetters)[number];

/** Everything that a text may have filled in. None of them leads anywhere or opens anything. */
export const placeholders = ['name', 'login', 'company', 'help', 'at'] as const;
export type Placeholder = (typeof placeholders)[number];
export type Values = Record<Placeholder, string>;

/** The parts of a letter that are a company's own: what comes after the greeting, and what comes last. */
export interface OwnWords {
  introduction: string;
  /** Empty for none. */
  closing: string;
}

const longestText = 1_000;

/** Why a text cannot be used. */
export interface Fault {
  part: keyof OwnWords;
  problem: 'too_long' | 'empty' | 'unknown_placeholder' | 'brace' | 'login_missing' | 'link' | 'markup';
  /** What it is about, as it was typed. */
  what: string;
}

/** The first fault of the two texts, or none. One address may belong to several users, so a letter names its login. */
export function faultOf({ introduction, closing }: OwnWords): Fault | undefined {
  const first = faultIn('introduction', introduction) ?? faultIn('closing', closing);
  if (first) return first;
  if (introduction.trim() === '') return { part: 'introduction', problem: 'empty', what: '' };
  return introduction.includes('{login}') ? undefined : { part: 'introduction', problem: 'login_missing', what: '' };
}

const placeholder = /\{([a-z_]*)\}/g;

function faultIn(part: Fault['part'], text: string): Fault | undefined {
  if ([...text].length > longestText || !isStorable(text)) return { part, problem: 'too_long', what: '' };
  const unknown = [...text.matchAll(placeholder)].find(([, name]) => !isPlaceholder(name ?? ''));
  if (unknown) return { part, problem: 'unknown_placeholder', what: unknown[0].slice(0, 40) };
  if (/[{}]/.test(text.replace(placeholder, ''))) return { part, problem: 'brace', what: '' };
  // A letter about passwords that leads elsewhere is what people are told to distrust.
  const link = /\S*(?::\/\/|\bwww\.)\S*/i.exec(text)?.[0];
  if (link) return { part, problem: 'link', what: link.slice(0, 40) };
  const markup = /<\/?[a-z!][^>]*>?/i.exec(text)?.[0];
  return markup ? { part, problem: 'markup', what: markup.slice(0, 40) } : undefined;
}

function isPlaceholder(name: string): name is Placeholder {
  return (placeholders as readonly string[]).includes(name);
}

/** A text with something in the place of each placeholder, as it will have. */
export function withoutPlaceholders(text: string): string {
  return text.replace(placeholder, 'x');
}

/** The paragraphs of a text with its placeholders filled, once: what is filled in is never looked at again. No word of it is a link. */
export function paragraphsOf(text: string, values: Values): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) =>
      unlinked(paragraph).replace(placeholder, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole)),
    );
}
