import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { Notice, titleOf } from '../../ui/index.ts';

/** One field as it is now, and as somebody entered it, in their words. */
export interface Sides {
  label: string;
  now: string;
  entered: string;
}

/** Somebody else saved meanwhile: what is there now beside what was entered. The form below holds what was entered. */
export function BothSides({ t, fields }: { t: Translate; fields: readonly Sides[] }) {
  const differing = fields.filter(({ now, entered }) => now !== entered);
  return (
    <Notice kind="warning" title={titleOf(t, new Refusal('changed_meanwhile', {}))} answer>
      <p>{t('both_sides.text')}</p>
      {differing.length > 0 && (
        <section class="scroll" tabindex={0} aria-label={t('both_sides')}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t('both_sides.field')}</th>
                <th scope="col">{t('both_sides.now')}</th>
                <th scope="col">{t('both_sides.entered')}</th>
              </tr>
            </thead>
            <tbody>
              {differing.map(({ label, now, entered }) => (
                <tr>
                  <th scope="row">{label}</th>
                  <td data-head={t('both_sides.now')}>{now}</td>
                  <td data-head={t('both_sides.entered')}>{entered}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Notice>
  );
}
