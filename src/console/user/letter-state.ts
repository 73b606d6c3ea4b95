import type { Web } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { isReason, type MessageRecord, reasonKey } from '../../mail/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import type { Told } from '../toasts.tsx';

/** How it stands with a letter, in words, and whether more is to come. */
interface LetterState extends Pick<Told, 'kind' | 'text'> {
  settled: boolean;
}

const statePath = (resetId: string): string => `/settings/letters-of/${resetId}`;

/** Where the notification after "Send" asks how it goes on. */
export function addLetterState(web: Web, desk: Desk): void {
  web.get(statePath(':id'), async (c) => {
    const staff = await desk.staff(c);
    const state = await stateOf(desk, staff, c.req.param('id') ?? '');
    if (!state) throw new Refusal('not_found', {});
    return c.json(state);
  });
}

/** The notification of a letter that was just sent for; where there is JavaScript it follows the letter. */
export async function tellLetter(desk: Desk, staff: Staff, resetId: string): Promise<Told> {
  const state = await stateOf(desk, staff, resetId);
  if (!state) throw new Error(`reset ${resetId} has no letter`);
  return { kind: state.kind, text: state.text, live: statePath(resetId) };
}

/** Why what is mailed now stays in the queue. */
type Waits = 'stopped' | 'no_server';

/** Nothing where it goes out. */
export async function whyWaits({ mail, settings, database }: Desk): Promise<Waits | undefined> {
  const { outgoing_mail } = await settings.read(database.read);
  if (outgoing_mail === 'stopped') return 'stopped';
  return mail.ready() ? undefined : 'no_server';
}

async function stateOf(desk: Desk, { t, caller }: Staff, resetId: string): Promise<LetterState | undefined> {
  const letter = await desk.resets.letter(caller, resetId);
  return letter && tell(t, letter, await whyWaits(desk));
}

/** Quoted words of the guide stand here: "… are being sent to", "… have been sent to". */
function tell(t: Translate, letter: MessageRecord, waits: Waits | undefined): LetterState {
  const { state, to, reason, kind } = letter;
  const what = kind === 'invitation' ? 'invitation' : 'reset';
  const of = { address: to.address, why: reason && isReason(reason) ? t(reasonKey(reason)) : '' };
  if (state === 'sent') return { kind: 'success', text: t(`user.letter.${what}.sent`, of), settled: true };
  if (state === 'queued' || state === 'sending') {
    if (of.why !== '') return { kind: 'warning', text: t('user.letter.waiting', of), settled: false };
    if (waits) return { kind: 'warning', text: t(`user.letter.${waits}`, of), settled: false };
    return { kind: 'info', text: t(`user.letter.${what}.sending`, of), settled: false };
  }
  return { kind: 'warning', text: t('user.letter.ended', of), settled: true };
}
