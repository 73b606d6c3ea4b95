import type { Secrets } from '../kernel/index.ts';
import { beginning, markText } from './chain.ts';
import type { Mark } from './seal-store.ts';

export type MarkKind = 'start' | 'end';

/** Before the first batch, and before the first event was removed, there is nothing to vouch for. */
export function isVouchedFor(kind: MarkKind, mark: Mark, secrets: Secrets): boolean {
  if (mark.position === 0) return mark.digest === beginning && mark.mac === '';
  return secrets.vouches('audit', markText(kind, mark), mark.mac);
}

export function signed(
  kind: MarkKind,
  secrets: Secrets,
  { position, digest }: Pick<Mark, 'position' | 'digest'>,
): Mark {
  const unsigned = { position, digest, key: secrets.fingerprint };
  return { ...unsigned, mac: secrets.digest('audit', markText(kind, unsigned)) };
}

/** After a rotation: the former secret will not be known for ever. */
export function mustBeSigned(mark: Mark, secrets: Secrets): boolean {
  return mark.position > 0 && mark.key !== secrets.fingerprint;
}

/** Whether its secret is one that this process knows. */
export function isKnown({ key }: { key: string }, { fingerprint, previousFingerprint }: Secrets): boolean {
  return key === fingerprint || key === previousFingerprint;
}
