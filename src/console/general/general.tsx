import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import { type SettingKey, type SettingLine, settingKeys } from '../../settings/index.ts';
import { ErrorSummary, Submit } from '../../ui/index.ts';
import { askedNow } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import { BothSides, type Sides } from '../parts/index.ts';
import type { Told } from '../toasts.tsx';
import { readTouched, readTouchedBesides, seenName, type Touched, type TypedSettings, unitName } from './form.ts';
import { SettingRow } from './setting-row.tsx';
import { boundsText, valueText } from './words.ts';

const path = '/settings/general';

const typed = settingKeys.flatMap((key) => [key, unitName(key), seenName(key)]);
const GeneralForm = z.object(Object.fromEntries(typed.map((name) => [name, z.string().optional()])));
const RevertForm = z.object({ revert: z.enum(settingKeys as [SettingKey, ...SettingKey[]]).optional() });

/** What holds for the whole installation: every setting with what it means, its default, and who changed it. */
export function addGeneral(web: Web, desk: Desk): void {
  web.get(path, async (c) => showGeneral(desk, c, await desk.staff(c)));

  web.post(path, async (c) => {
    const staff = await desk.staff(c);
    await desk.audit.admit(staff.caller, 'settings.change');
    const first = desk.fresh(c, staff);
    if (first) return first;
    const form: TypedSettings = readForm(c, GeneralForm);
    const { revert: key } = readForm(c, RevertForm);
    return key ? revert(desk, c, staff, { form, key }) : save(desk, c, staff, form);
  });
}

async function save(desk: Desk, c: WebContext, staff: Staff, form: TypedSettings): Promise<Response> {
  const touched = readTouched(form);
  if (touched.wrong.length > 0) return showGeneral(desk, c, staff, { form, touched });
  const changing = desk.settings.changeSeen(staff.caller, touched.changes);
  const changed = await orRefusal(changing, 'changed_meanwhile', 'approval_needed');
  if (changed instanceof Refusal && changed.is('approval_needed')) return desk.done(c, path, askedNow(staff));
  if (changed instanceof Refusal) return showGeneral(desk, c, staff, { form, touched, refusal: changed });
  return desk.done(c, path, done(staff.t('general.saved', { count: changed.length })));
}

/** One setting at once; what else was typed stands in the answer. */
async function revert(
  desk: Desk,
  c: WebContext,
  staff: Staff,
  { form, key }: { form: TypedSettings; key: SettingKey },
): Promise<Response> {
  const touched = readTouchedBesides(form, key);
  const waits = await orRefusal(desk.settings.revert(staff.caller, key), 'approval_needed');
  const name = staff.t(`settings.${key}`);
  const told = waits ? askedNow(staff) : done(staff.t('general.reverted', { name }));
  if (touched.changes.length + touched.wrong.length === 0) return desk.done(c, `${path}#${key}`, told);
  const text = `${told.text} ${staff.t('general.unsaved')}`;
  return showGeneral(desk, c, staff, { form, touched, told: { ...told, text } });
}

function done(text: string): Told {
  return { kind: 'success', text };
}

interface Tried {
  form: TypedSettings;
  touched: Touched;
  /** Of what somebody else has changed since the form was shown. */
  refusal?: Refusal;
  /** What was done instead of saving it. */
  told?: Told;
}

async function showGeneral(desk: Desk, c: WebContext, staff: Staff, tried?: Tried): Promise<Response> {
  const { t, caller } = staff;
  const lines = await desk.settings.list(caller);
  const wrong = tried && !tried.told ? tried.touched.wrong : [];
  const refusal = tried?.refusal ?? (wrong.length > 0 ? new Refusal('fields_wrong', { faults: [] }) : undefined);
  const errorOf = ({ key, declaration }: SettingLine): string | undefined =>
    wrong.includes(key) ? boundsText(t, declaration) : undefined;
  const errors = lines.flatMap((line) => {
    const error = errorOf(line);
    return error === undefined ? [] : [{ field: line.key, text: `${t(`settings.${line.key}`)}: ${error}` }];
  });
  const groups = Map.groupBy(lines, ({ declaration }) => declaration.group);
  const body = (
    <form class="general" method="post" action={path} id="general" data-unsaved>
      {/* What Enter in a field presses is the first button, which must not be one that sets something back. */}
      <div class="visually-hidden" aria-hidden="true">
        <button type="submit" tabindex={-1}>
          {t('general.save')}
        </button>
      </div>
      {tried?.refusal && <BothSides t={t} fields={sidesOf(t, lines, tried.touched)} />}
      <ErrorSummary title={t('refusals.fields_wrong.title')} errors={errors} />
      {[...groups].map(([group, members]) => (
        <section class="card" aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{t(`settings.group.${group}`)}</h2>
          {members.map((line) => (
            <SettingRow
              staff={staff}
              line={line}
              typed={typedFor(tried, line.key)}
              overtaken={tried?.refusal !== undefined}
              error={errorOf(line)}
              here={path}
            />
          ))}
        </section>
      ))}
      <div class="general-save">
        <Submit busy={t('general.saving')}>{t('general.save')}</Submit>
      </div>
    </form>
  );
  return desk.show(c, staff, { title: t('general.title'), body, refusal, told: tried?.told });
}

/** Only for what somebody touched; all else is shown as it is by now, or saving the form would set it back. */
function typedFor(tried: Tried | undefined, key: SettingKey): TypedSettings | undefined {
  const { changes = [], wrong = [] } = tried?.touched ?? {};
  return wrong.includes(key) || changes.some((one) => one.key === key) ? tried?.form : undefined;
}

/** Of what was changed since it was shown. */
function sidesOf(t: Staff['t'], lines: readonly SettingLine[], { changes }: Touched): Sides[] {
  return lines.flatMap((line) => {
    const change = changes.find(({ key }) => key === line.key);
    if (!change || JSON.stringify(change.from) === JSON.stringify(line.value)) return [];
    const [now, entered] = [valueText(t, line, line.value), valueText(t, line, change.to)];
    return [{ label: t(`settings.${line.key}`), now, entered }];
  });
}
