import { createAsk, createAskChallenge } from './ask.ts';
import { createAskAgain } from './ask-again.ts';
import { createBrowse } from './browse.ts';
import { createBulkKinds } from './bulk.ts';
import { createCancel } from './cancel.ts';
import { createChangeEmail } from './change-email.ts';
import { createComplete } from './complete.ts';
import { createComposer } from './compose.ts';
import { createConfirmEmail } from './confirm-email.ts';
import { createDecide } from './decide.ts';
import { createDescribe } from './describe.ts';
import { movedLately } from './earlier-address.ts';
import { createEndAll } from './end-all.ts';
import { createExplain } from './explain.ts';
import { createFollower } from './follower.ts';
import { createForesee } from './foresee.ts';
import { createSendCode, judgeCode } from './identity-code.ts';
import type { Resets } from './index.ts';
import { createAdministratorApproved, createInvite } from './invite.ts';
import { createInviteAgain } from './invite-again.ts';
import { createJudge, createJudgeFor } from './judge-password.ts';
import { createLatest } from './latest.ts';
import { createLetter } from './letter-of.ts';
import { createEditLetter } from './letter-texts/edit.ts';
import { createPreviewLetter } from './letter-texts/preview.ts';
import { createShowLetter } from './letter-texts/show.ts';
import { createLiftLimits } from './lift-limits.ts';
import { createList } from './list.ts';
import { createNotMe } from './not-me.ts';
import { createOpen } from './open.ts';
import type { Parts } from './parts.ts';
import { createResend } from './resend.ts';
import { createSend } from './send.ts';
import { createSendApproved } from './send-approved.ts';
import { createSetUp } from './set-up.ts';
import { createShowLimits } from './show-limits.ts';
import { createStartBulk } from './start-bulk.ts';
import { resetById } from './store.ts';
import { createSweep } from './sweep.ts';
import { createTellApprovalAsked } from './tell-approval-asked.ts';
import { createTellFactorDue } from './tell-factor-due.ts';
import { createTellFactorsChanged } from './tell-factors-changed.ts';
import { createTellKeyMade } from './tell-key-made.ts';
import { createTellNewBrowser } from './tell-new-browser.ts';
import { sealedColumn } from './typed-name.ts';

/** What Rekey is for: from a forgotten password to being inside again. */
export function createResets(parts: Parts): Resets {
  return {
    ask: createAsk(parts),
    askChallenge: createAskChallenge(parts),
    decide: createDecide(parts),
    ...createOpen(parts),
    judge: createJudge(parts),
    ...createComplete(parts),
    judgeFor: createJudgeFor(parts),
    askAgain: createAskAgain(parts),
    completedBy: async (resetId) => {
      const reset = await resetById(parts.database.read, resetId);
      return reset?.ended ? { ended: JSON.parse(reset.ended), redirect: reset.redirect ?? undefined } : undefined;
    },
    send: createSend(parts),
    sendApproved: createSendApproved(parts),
    administratorApproved: createAdministratorApproved(parts),
    sendCode: createSendCode(parts),
    movedLately: (user) => movedLately(parts, user),
    judgeCode: (tx, user, code) => judgeCode(tx, parts, { user, code }),
    resend: createResend(parts),
    ...createCancel(parts),
    invite: createInvite(parts),
    inviteAgain: createInviteAgain(parts),
    foresee: createForesee(parts),
    startBulk: createStartBulk(parts),
    bulkKinds: createBulkKinds(parts),
    describe: createDescribe(parts),
    list: createList(parts),
    latest: createLatest(parts),
    ...createBrowse(parts),
    explain: createExplain(parts),
    ...createShowLimits(parts),
    liftLimits: createLiftLimits(parts),
    letter: createLetter(parts),
    ...createSetUp(parts),
    endAll: createEndAll(parts),
    showLetter: createShowLetter(parts),
    editLetter: createEditLetter(parts),
    previewLetter: createPreviewLetter(parts),
    ...createNotMe(parts),
    ...createChangeEmail(parts),
    ...createConfirmEmail(parts),
    tellApprovalAsked: createTellApprovalAsked(parts),
    tellFactorsChanged: createTellFactorsChanged(parts),
    tellKeyMade: createTellKeyMade(parts),
    tellNewBrowser: createTellNewBrowser(parts),
    factorNotice: createTellFactorDue(parts),
    composer: createComposer(parts),
    follower: createFollower(parts),
    sealed: [sealedColumn],
    sweep: createSweep(parts),
  };
}
