import type { EndedWithFactors } from '../factors/index.ts';
import type { Translate } from '../locale/index.ts';
import type { Ended } from '../users/index.ts';

const kinds = ['sessions', 'api_keys', 'remembered_devices', 'links'] as const satisfies (keyof Ended)[];

/** What a password change ended, with counts. Sessions are always told; of the rest only what there was. */
export function EndedList({ t, ended }: { t: Translate; ended: Ended }) {
  return <Counts t={t} told={kinds.filter((kind) => kind === 'sessions' || ended[kind] > 0)} ended={ended} />;
}

/** What ended because second factors changed: other sessions may go on, so only what there was is told. */
export function EndedWithFactorsList({ t, ended }: { t: Translate; ended: EndedWithFactors }) {
  const told = (['sessions', 'remembered_devices'] as const).filter((kind) => ended[kind] > 0);
  return told.length > 0 ? <Counts t={t} told={told} ended={ended} /> : null;
}

function Counts({ t, told, ended }: { t: Translate; told: readonly (keyof Ended)[]; ended: Partial<Ended> }) {
  return (
    <ul class="ended">
      {told.map((kind) => (
        <li>{t(`pages.ended.${kind}`, { count: ended[kind] ?? 0 })}</li>
      ))}
    </ul>
  );
}
