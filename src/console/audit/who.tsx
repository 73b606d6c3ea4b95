import { asSeen, pseudonymOf } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { Badge } from '../parts/index.ts';
import { isMachine, machineText, type Recorded, subjectText } from './words.ts';

/**
 * Whoever did it, or whom or what it was done to. What is no user, and a user who is no more, has a tag: no login can be
 * typed that looks like it.
 */
export function Who({ t, who }: { t: Translate; who: Recorded }) {
  const { kind, id, label } = who;
  if (isMachine(kind)) {
    return (
      <>
        <Badge>{machineText(t, kind)}</Badge>
        {label !== null && ` ${asSeen(label)}`}
      </>
    );
  }
  const isErased = kind === 'user' && id !== null && label === pseudonymOf(id);
  return (
    <>
      {subjectText(t, who)}
      {isErased && (
        <>
          {' '}
          <Badge>{t('audit.erased')}</Badge>
        </>
      )}
    </>
  );
}
