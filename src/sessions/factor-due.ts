import { Refusal } from '../kernel/index.ts';
import type { OpenedSession } from './index.ts';

/** The password, or the link, was right; a second factor has to be proved before there is a session. */
export interface FactorDue {
  /** Keeps for some minutes what was proved already: sealed, for the browser to hold. */
  factorDue: string;
}

export function isFactorDue(answer: OpenedSession | FactorDue): answer is FactorDue {
  return 'factorDue' in answer;
}

/** Where the factor was proved nothing more is due. */
export function whole(answer: OpenedSession | FactorDue | Refusal): OpenedSession | Refusal {
  if (answer instanceof Refusal || !isFactorDue(answer)) return answer;
  throw new Error('a second factor was asked for twice');
}
