import type { MessageKey, Translate } from '../../locale/index.ts';
import { type SettingKey, type SettingLine, unitFor, units } from '../../settings/index.ts';
import { TextField } from '../../ui/index.ts';
import type { Staff } from '../desk.tsx';
import { Checkbox, Radios, TextArea } from '../parts/index.ts';
import { seenName, type TypedSettings, unitName } from './form.ts';
import { valueText } from './words.ts';

interface Props {
  staff: Staff;
  line: SettingLine;
  /** What was typed before, where it could not be taken. */
  typed: TypedSettings | undefined;
  /** Whether what is typed is shown beside what it is now, so that whoever saves it has seen that. */
  overtaken: boolean;
  error: string | undefined;
  /** Where the form goes. */
  here: string;
}

/** One setting: what it is, what it means, what it would be by default, and who made it something else. */
export function SettingRow(props: Props) {
  const { staff, line, typed, overtaken, here } = props;
  const { t, me } = staff;
  const { key, declaration, value, changed } = line;
  const name = t(`settings.${key}`);
  const seen = (overtaken ? undefined : typed?.[seenName(key)]) ?? JSON.stringify(value);
  return (
    <div class="setting" data-changed={changed ? '' : undefined}>
      <input type="hidden" name={seenName(key)} value={seen} />
      <Control {...props} />
      <p class="setting-default">
        <span>{t('general.default', { value: valueText(t, line, declaration.default as never) })}</span>
        {changed && (
          <>
            <span class="tag tag-info">
              {t('general.changed', { at: t.moment(changed.at, me.user.timeZone), by: changed.by })}
            </span>
            <button type="submit" class="link-button" name="revert" value={key} formaction={`${here}#${key}`}>
              {t('general.revert')}
              <span class="visually-hidden"> {name}</span>
            </button>
          </>
        )}
      </p>
    </div>
  );
}

function Control({ staff: { t }, line, typed, error }: Props) {
  const { key, declaration, value } = line;
  const field = { name: key, label: t(`settings.${key}`), hint: t(`settings.${key}.explain`), error };
  const text = typed ? (typed[key] ?? '') : String(value);
  switch (declaration.kind) {
    case 'switch':
      return <Checkbox {...field} checked={typed ? typed[key] === 'on' : value === true} />;
    case 'choice': {
      const options = declaration.options.map((option) => ({
        value: option,
        text: t(`settings.${key}.${option}` as MessageKey),
      }));
      return <Radios {...field} options={options} value={text} />;
    }
    case 'words':
      return <TextArea {...field} value={typed ? text : (value as string[]).join('\n')} />;
    case 'duration':
      return <Length t={t} field={field} settingKey={key} typed={typed} value={Number(value)} />;
    case 'count':
      return (
        <TextField
          {...field}
          input={{ value: text, inputmode: 'numeric', autocomplete: 'off', class: 'input input-number' }}
        />
      );
    case 'email':
      return (
        <TextField
          {...field}
          input={{ value: typed ? text : String(value ?? ''), type: 'email', autocomplete: 'off' }}
        />
      );
    case 'address':
      return <TextField {...field} input={{ value: text, type: 'url', autocomplete: 'off' }} />;
  }
}

interface LengthProps {
  t: Translate;
  field: { name: string; label: string; hint: string; error: string | undefined };
  settingKey: SettingKey;
  typed: TypedSettings | undefined;
  value: number;
}

/** A number and its unit. */
function Length({ t, field, settingKey, typed, value }: LengthProps) {
  const shown = unitFor(value);
  const unit = typed?.[unitName(settingKey)] ?? shown.unit;
  const count = typed ? (typed[settingKey] ?? '') : String(shown.count);
  return (
    <div class="setting-length">
      <TextField
        {...field}
        input={{ value: count, inputmode: 'numeric', autocomplete: 'off', class: 'input input-number' }}
      />
      <select class="input" name={unitName(settingKey)} aria-label={t('general.unit', { name: field.label })}>
        {Object.keys(units).map((one) => (
          <option value={one} selected={one === unit}>
            {t(`general.unit.${one}` as MessageKey)}
          </option>
        ))}
      </select>
    </div>
  );
}
