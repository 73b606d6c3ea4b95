import type { Translate } from '../locale/index.ts';
import type { Ended } from '../users/index.ts';

const kinds = ['sessions', 'api_keys', 'remembered_devices', 'links'] as const satisfies (keyof Ended)[];

/** What a password change ended, with counts. Sessions are always told; of the rest only what there was. */
export function EndedList({ t, ended }: { t: Translate; ended: Ended }) {
  const told = kinds.filter((kind) => kind === 'sessions' || ended[kind] > 0);
  return (
    <ul class="ended">
      {told.map((kind) => (
        <li>{t(`pages.ended.${kind}`, { count: ended[kind] })}</li>
      ))}
    </ul>
  );
}
