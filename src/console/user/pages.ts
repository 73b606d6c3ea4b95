import type { Web } from '../../http/index.ts';
import type { Desk } from '../desk.tsx';
import { addActs } from './acts.tsx';
import { addInviteAgain } from './invite-again.tsx';
import { addLetterState } from './letter-state.ts';
import { addNewUser } from './new-user.tsx';
import { addRemoveFactors } from './remove-factors.tsx';
import { addSendReset } from './send-reset.tsx';
import { addUserForm } from './user-form.tsx';

/** Everything about one user: the form, its Action menu, and what that leads to. */
export function addUserPages(web: Web, desk: Desk): void {
  addNewUser(web, desk);
  addSendReset(web, desk);
  addLetterState(web, desk);
  addRemoveFactors(web, desk);
  addInviteAgain(web, desk);
  addActs(web, desk);
  addUserForm(web, desk);
}
