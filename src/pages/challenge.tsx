import { z } from 'zod';
import type { Refusal } from '../kernel/index.ts';
import type { Challenge, ChallengeAnswer } from '../throttle/index.ts';

/** The fields of a form that may have to bring a challenge that was met. */
export const challengeFields = {
  challenge: z.string().optional(),
  solution: z.string().optional(),
};

/** What a form brought; a number that is none counts as none. */
export function answerIn(form: { challenge?: string | undefined; solution?: string | undefined }): ChallengeAnswer {
  const { challenge, solution = '' } = form;
  return { token: challenge, number: /^\d{1,9}$/.test(solution) ? Number(solution) : undefined };
}

/** The challenge that a refused form is shown with again, if that is why it was refused. */
export function challengeIn(refusal: Refusal | undefined): Challenge | undefined {
  return refusal?.is('challenge_needed') ? refusal.details : undefined;
}

/** The number is found by `challengeScript` while the person types. Without it the form is sent as it is. */
export function ChallengeFields({ challenge }: { challenge: Challenge | undefined }) {
  if (!challenge) return null;
  const { token, digest, most } = challenge;
  return (
    <>
      <input type="hidden" name="challenge" value={token} />
      <input type="hidden" name="solution" value="" autocomplete="off" data-digest={digest} data-most={String(most)} />
    </>
  );
}
