import type { Translate } from '../../locale/index.ts';
import { editableLetters, fixedLetters, type LetterKind, type OwnWords, placeholders } from '../../resets/index.ts';
import { ErrorSummary, SelectField, Submit } from '../../ui/index.ts';
import type { Company } from '../../users/index.ts';
import { BothSides, type Sides, TextArea } from '../parts/index.ts';

/** A letter of a company in one language. */
export interface Looked {
  companyId: string;
  language: string;
  letter: LetterKind;
}

interface Editable {
  words: OwnWords;
  isOwn: boolean;
  version: number;
  /** What somebody else has written meanwhile. */
  now: OwnWords | undefined;
}

interface Props {
  t: Translate;
  which: Looked;
  /** What a company may change of it, and whether the words that are kept are its own. */
  editable: Editable | undefined;
  companies: Company[];
  /** Each with its own name. */
  languages: [string, string][];
  fault: { part: keyof OwnWords; text: string } | undefined;
  addressOf(which: Looked): string;
}

/** One letter at a time: its words, and beside them the letter itself. */
export function LettersPage(props: Props) {
  const { t, which, fault, addressOf } = props;
  return (
    <div class="sheet sheet-full letters">
      <p class="quiet">{t('letter_texts.intro')}</p>
      <Chooser {...props} />
      {props.editable?.now && <BothSides t={t} fields={sidesOf(t, props.editable.now, props.editable.words)} />}
      <ErrorSummary
        title={t('refusals.letter_text_refused.title')}
        errors={fault ? [{ field: fault.part, text: fault.text }] : []}
      />
      <div class="letters-sides">
        {props.editable ? <WordsForm {...props} {...props.editable} /> : <p>{t('letter_texts.fixed')}</p>}
        <iframe
          class="letters-preview"
          name="preview"
          title={t('letter_texts.preview.title')}
          src={addressOf(which).replace('/letters?', '/letters/preview?')}
          sandbox=""
        />
      </div>
    </div>
  );
}

function sidesOf(t: Translate, now: OwnWords, entered: OwnWords): Sides[] {
  const parts = ['introduction', 'closing'] as const;
  return parts.map((part) => ({ label: t(`letter_texts.${part}`), now: now[part], entered: entered[part] }));
}

function Chooser({ t, which, companies, languages }: Props) {
  return (
    <form class="letters-chooser" method="get" action="/settings/letters" aria-label={t('letter_texts.choose')}>
      <SelectField
        name="letter"
        label={t('letter_texts.letter')}
        options={[...editableLetters, ...fixedLetters].map((letter) => ({
          value: letter,
          text: t(`letter_texts.letter.${letter}`),
          selected: letter === which.letter,
        }))}
      />
      <SelectField
        name="company"
        label={t('letter_texts.company')}
        options={companies.map(({ id, name }) => ({ value: id, text: name, selected: id === which.companyId }))}
      />
      <SelectField
        name="language"
        label={t('letter_texts.language')}
        options={languages.map(([value, text]) => ({ value, text, selected: value === which.language }))}
      />
      <Submit kind="secondary">{t('letter_texts.show')}</Submit>
    </form>
  );
}

function WordsForm({ t, which, words, isOwn, version, fault }: Props & Editable) {
  const errorOf = (part: keyof OwnWords): string | undefined => (fault?.part === part ? fault.text : undefined);
  const direction = which.language === 'ar' ? 'rtl' : 'ltr';
  return (
    <form class="letters-words" method="post" action="/settings/letters" data-unsaved>
      <input type="hidden" name="company" value={which.companyId} />
      <input type="hidden" name="language" value={which.language} />
      <input type="hidden" name="letter" value={which.letter} />
      <input type="hidden" name="version" value={String(version)} />
      <p>{t(isOwn ? 'letter_texts.own' : 'letter_texts.not_own')}</p>
      <div class="letters-fields" lang={which.language} data-direction={direction}>
        <TextArea
          name="introduction"
          label={t('letter_texts.introduction')}
          hint={t('letter_texts.introduction.hint', { login_placeholder: '{login}' })}
          error={errorOf('introduction')}
          value={words.introduction}
          rows={5}
        />
        <TextArea
          name="closing"
          label={t('letter_texts.closing')}
          hint={t('letter_texts.closing.hint')}
          error={errorOf('closing')}
          value={words.closing}
          rows={4}
        />
      </div>
      <Placeholders t={t} />
      <div class="actions">
        <Submit name="act" value="save">
          {t('letter_texts.save')}
        </Submit>
        <button
          type="submit"
          class="button button-secondary"
          formaction="/settings/letters/preview"
          formtarget="preview"
          data-keep
        >
          {t('letter_texts.preview')}
        </button>
        {isOwn && (
          <Submit kind="secondary" name="act" value="default">
            {t('letter_texts.default')}
          </Submit>
        )}
      </div>
    </form>
  );
}

function Placeholders({ t }: { t: Translate }) {
  return (
    <section class="letters-placeholders" aria-label={t('letter_texts.placeholders')}>
      <h2>{t('letter_texts.placeholders')}</h2>
      <dl>
        {placeholders.map((name) => (
          <div>
            <dt>
              <code>{`{${name}}`}</code>
            </dt>
            <dd>{t(`letter_texts.placeholder.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
