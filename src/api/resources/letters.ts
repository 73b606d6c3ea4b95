import { z } from 'zod';
import { languages } from '../../locale/index.ts';
import { withPictures } from '../../mail/index.ts';
import { editableLetters, fixedLetters, type Resets } from '../../resets/index.ts';
import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { id } from '../shapes/common.ts';

const fields = {
  introduction: z.string().meta({ description: 'After the greeting; names the login with `{login}`.' }),
  closing: z.string().meta({ description: 'At the end; empty for none.' }),
};

const Letter = z
  .object({ ...fields, is_own: z.boolean().meta({ description: "Whether the words are the company's own." }) })
  .meta({ id: 'LetterWords' });
const Written = z
  .object({
    subject: z.string(),
    html: z.string().meta({ description: 'As a browser shows it, pictures and all. Its links open nothing.' }),
    text: z.string(),
  })
  .meta({ id: 'WrittenLetter', description: "As the key's owner would get it." });
const OwnWords = z.strictObject(fields).meta({ id: 'OwnLetterWords' });
const Which = z.object({ id, letter: z.enum(editableLetters) });
const Any = z.object({ id, letter: z.enum([...editableLetters, ...fixedLetters]) });
const Language = z.strictObject({ language: z.enum(languages) });

const path = '/companies/{id}/letters/{letter}';

/** What a company says in its letters in its own words. */
export function letters({ resets }: ApiParts): Operation[] {
  const shown = { params: Which, query: Language, act: 'letters.edit' } as const;
  return [
    operation({
      ...shown,
      id: 'getLetterWords',
      method: 'get',
      path,
      summary: 'Tell the words of a letter in one language',
      answer: { status: 200, schema: Letter },
      refuses: ['not_found'],
      async handle({ caller, params: { id: companyId, letter }, query: { language } }) {
        const { words, isOwn } = await resets.showLetter(caller, { companyId, letter, language });
        return { ...words, is_own: isOwn };
      },
    }),
    operation({
      ...shown,
      id: 'setLetterWords',
      method: 'patch',
      path,
      summary: 'Give a letter words of the company',
      body: OwnWords,
      answer: { status: 204 },
      refuses: ['not_found', 'letter_text_refused'],
      handle: ({ caller, params: { id: companyId, letter }, query: { language }, body }) =>
        resets.editLetter(caller, { companyId, letter, language }, body),
    }),
    operation({
      ...shown,
      id: 'resetLetterWords',
      method: 'delete',
      path,
      summary: 'Let a letter say again what it says everywhere',
      answer: { status: 204 },
      refuses: ['not_found'],
      handle: ({ caller, params: { id: companyId, letter }, query: { language } }) =>
        resets.editLetter(caller, { companyId, letter, language }, undefined),
    }),
    operation({
      ...shown,
      params: Any,
      id: 'previewLetter',
      method: 'get',
      path: `${path}/preview`,
      summary: 'Write any letter with the words that it goes out with',
      answer: { status: 200, schema: Written },
      refuses: ['not_found'],
      handle: async ({ caller, params: { id: companyId, letter }, query: { language } }) =>
        toWritten(await resets.previewLetter(caller, { companyId, letter, language }, undefined)),
    }),
    operation({
      ...shown,
      id: 'previewLetterWords',
      method: 'post',
      path: `${path}/preview`,
      summary: 'Write a letter with words that are not kept',
      body: OwnWords,
      answer: { status: 200, schema: Written },
      refuses: ['not_found', 'letter_text_refused'],
      handle: async ({ caller, params: { id: companyId, letter }, query: { language }, body }) =>
        toWritten(await resets.previewLetter(caller, { companyId, letter, language }, body)),
    }),
  ];
}

function toWritten({ subject, html, text, pictures }: Awaited<ReturnType<Resets['previewLetter']>>) {
  return { subject, html: withPictures(html, pictures), text };
}
