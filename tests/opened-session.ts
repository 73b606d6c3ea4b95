import assert from 'node:assert/strict';
import { type FactorDue, isFactorDue, type OpenedSession } from '../src/sessions/index.ts';

/** The session that signing in opened at once: nobody was asked for a second factor. */
export function openedSession(answer: OpenedSession | FactorDue): OpenedSession {
  assert.ok(!isFactorDue(answer), 'no second factor is due');
  return answer;
}
