import { html } from 'hono/html';
import { z } from 'zod';
import { framingPolicy, letterHeaders, orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import { languageNames, languages } from '../../locale/index.ts';
import { withPictures } from '../../mail/index.ts';
import { editableLetters, fixedLetters, type OwnWords, type Which } from '../../resets/index.ts';
import type { Company } from '../../users/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { typedText } from '../parts/index.ts';
import { LettersPage, type Looked } from './page.tsx';

const path = '/settings/letters';

const Chosen = z.object({
  company: z.string().optional(),
  language: z.enum(languages).optional(),
  letter: z.enum([...editableLetters, ...fixedLetters]).optional(),
});

const Words = { introduction: z.string().transform(typedText), closing: z.string().transform(typedText) };
const LetterForm = z.object({
  company: z.string(),
  language: z.enum(languages),
  letter: z.enum(editableLetters),
  ...Words,
  version: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  act: z.enum(['save', 'default']),
});
const PreviewForm = LetterForm.omit({ act: true });

/** The words of letters: what is editable of them, with a preview of the whole. */
export function addLetters(web: Web, desk: Desk): void {
  web.get(path, async (c) => {
    const staff = await desk.staff(c);
    return lettersPage(desk, c, staff, { which: await chosen(desk, c, staff) });
  });

  web.post(path, async (c) => {
    const staff = await desk.staff(c);
    await desk.audit.admit(staff.caller, 'letters.edit');
    const first = desk.fresh(c, staff);
    if (first) return first;
    const form = readForm(c, LetterForm);
    const which = { companyId: form.company, language: form.language, letter: form.letter };
    const words = { introduction: form.introduction, closing: form.closing };
    const kept = form.act === 'save' ? words : undefined;
    const version = form.version === undefined ? undefined : Number(form.version);
    const edit = desk.resets.editLetter(staff.caller, which, kept, version);
    const refused = await orRefusal(edit, 'letter_text_refused', 'changed_meanwhile');
    if (refused instanceof Refusal) return lettersPage(desk, c, staff, { which, words, version, refused });
    const told = staff.t(kept ? 'letter_texts.saved' : 'letter_texts.reset');
    return desk.done(c, addressOf(which), { kind: 'success', text: told });
  });

  // What a browser shows in the page's frame: nothing in it runs, and nothing leads anywhere.
  web.get(`${path}/preview`, async (c) => {
    const { caller, ...staff } = await desk.staff(c);
    const which = await chosen(desk, c, { ...staff, caller });
    return preview(desk, c, which, { caller, words: undefined });
  });

  web.post(`${path}/preview`, async (c) => {
    const { caller } = await desk.staff(c);
    await desk.audit.admit(caller, 'letters.edit');
    const form = readForm(c, PreviewForm);
    const which = { companyId: form.company, language: form.language, letter: form.letter };
    return preview(desk, c, which, { caller, words: { introduction: form.introduction, closing: form.closing } });
  });
}

async function preview(
  desk: Desk,
  c: WebContext,
  which: Looked,
  { caller, words }: { caller: Staff['caller']; words: OwnWords | undefined },
): Promise<Response> {
  const letter = await orRefusal(desk.resets.previewLetter(caller, which, words), 'letter_text_refused');
  for (const [name, value] of Object.entries(letterHeaders(''))) c.header(name, value);
  if (!(letter instanceof Refusal)) return c.body(withPictures(letter.html, letter.pictures));
  const t = desk.locale.in('en');
  return c.html(html`<!doctype html><title>${t('letter_texts.preview')}</title><p>${faultText(t, letter)}</p>`, 422);
}

function faultText(t: Staff['t'], { details }: Refusal<'letter_text_refused'>): string {
  return t('refusals.letter_text_refused', { ...details });
}

function isEditable(which: Looked): which is Which {
  return editableLetters.some((letter) => letter === which.letter);
}

function addressOf({ companyId, language, letter }: Looked): string {
  return `${path}?${new URLSearchParams({ company: companyId, language, letter })}`;
}

/** What the address names; else the reader's own company, and what most letters are. */
async function chosen(desk: Desk, c: WebContext, staff: Staff): Promise<Looked> {
  const asked = Chosen.safeParse(c.req.query());
  const { company, language, letter } = asked.success ? asked.data : {};
  const companies = await desk.users.companies(desk.database.read);
  const known = companies.find(({ id }) => id === company) ?? staff.me.company;
  const spoken = languages.find((one) => one === known.language) ?? 'en';
  return { companyId: known.id, language: language ?? spoken, letter: letter ?? 'reset' };
}

interface Shown {
  which: Looked;
  words?: OwnWords;
  /** Of the words that stood there when these were entered. */
  version?: number | undefined;
  refused?: Refusal<'letter_text_refused' | 'changed_meanwhile'>;
}

async function lettersPage(desk: Desk, c: WebContext, staff: Staff, shown: Shown): Promise<Response> {
  const { which, refused } = shown;
  await desk.audit.admit(staff.caller, 'letters.edit');
  const kept = isEditable(which) ? await desk.resets.showLetter(staff.caller, which) : undefined;
  const companies: Company[] = await desk.users.companies(desk.database.read);
  const { t } = staff;
  const fault = refused?.is('letter_text_refused')
    ? { part: refused.details.part, text: faultText(t, refused) }
    : undefined;
  const isOvertaken = refused?.is('changed_meanwhile') ?? false;
  const body = (
    <LettersPage
      t={t}
      which={which}
      editable={
        kept && {
          ...kept,
          version: (isOvertaken ? undefined : shown.version) ?? kept.version,
          words: shown.words ?? kept.words,
          now: isOvertaken ? kept.words : undefined,
        }
      }
      companies={companies}
      languages={Object.entries(languageNames)}
      fault={fault}
      addressOf={addressOf}
    />
  );
  c.header('Content-Security-Policy', framingPolicy);
  return desk.show(c, staff, { title: t('letter_texts.title'), body, refusal: refused });
}
