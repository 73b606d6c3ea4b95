import { Refusal } from '../../kernel/index.ts';
import type { User } from '../../users/index.ts';
import type { EmailChangeRow } from '../email-change-store.ts';
import { notMeLife } from '../follower.ts';
import type { Resets } from '../index.ts';
import { changedLetter } from '../letters/changed.ts';
import { confirmEmailLetter } from '../letters/confirm-email.ts';
import { invitationLetter } from '../letters/invitation.ts';
import type { Envelope, WrittenLetter } from '../letters/letter.ts';
import { resetLetter } from '../letters/reset.ts';
import type { Parts } from '../parts.ts';
import type { ResetRow } from '../store.ts';
import { type EditableLetter, faultOf } from './template.ts';

/** It has the form of a link and is none: nothing was drawn, so nothing can be opened with it. */
const noToken = 'this-is-a-preview-and-opens-nothing';

/** The letter as the person who looks at it would get it, with words that need not be kept yet. */
export function createPreviewLetter(parts: Parts): Resets['previewLetter'] {
  const { database, audit, users, locale } = parts;
  return async (caller, { companyId, language, letter }, words) => {
    await audit.admit(caller, 'letters.edit');
    const fault = faultOf(words);
    if (fault) throw new Refusal('letter_text_refused', { ...fault });
    const company = (await users.companies(database.read)).find(({ id }) => id === companyId);
    const me = caller.actor.kind === 'user' ? await users.byId(database.read, caller.actor.id) : undefined;
    if (!company || !me) throw new Refusal('not_found', {});
    const baseUrl = company.baseUrl ?? parts.baseUrl();
    const own = new Map([[letter as string, words]]);
    const logo = await users.logoOf(database.read, company);
    return write(parts, letter, { text: locale.in(language), user: { ...me, language }, company, logo, baseUrl, own });
  };
}

async function write(parts: Parts, letter: EditableLetter, envelope: Envelope): Promise<WrittenLetter> {
  const { clock, settings, database, passwords } = parts;
  const [now, { user, baseUrl }] = [clock.now(), envelope];
  const link = (page: string): string => `${baseUrl}/web/${page}?token=${noToken}`;
  if (letter === 'password_changed') {
    const data = { at: now, by: 'link', address: '192.0.2.7', agent: 'Firefox' };
    return changedLetter({ ...envelope, link: link('not_me'), expiresAt: now + notMeLife, data });
  }
  if (letter === 'confirm_email') {
    return confirmEmailLetter({ ...envelope, link: link('confirm_email'), change: changeOf(user, now) });
  }
  const rules = await settings.read(database.read);
  const life = letter === 'invitation' ? rules.invitation_life : rules.link_life;
  const reset = resetOf(user, { now, life, purpose: letter });
  const of = { link: link('reset_password'), notMe: link('not_me'), policy: passwords.policy(rules), rules, reset };
  return letter === 'invitation' ? invitationLetter({ ...envelope, ...of }) : resetLetter({ ...envelope, ...of });
}

type Asked = Pick<ResetRow, 'purpose' | 'source' | 'asked_at' | 'expires_at' | 'asked_by_label' | 'asked_address'>;

function resetOf(
  user: User,
  { now, life, purpose }: { now: number; life: number; purpose: ResetRow['purpose'] },
): Asked {
  const source = purpose === 'invitation' ? 'staff' : 'self';
  return {
    purpose,
    source,
    asked_at: now,
    expires_at: now + life,
    asked_by_label: user.login,
    asked_address: '192.0.2.7',
  };
}

function changeOf(user: User, now: number): Pick<EmailChangeRow, 'to_email' | 'asked_at' | 'expires_at'> {
  return { to_email: user.email ?? '', asked_at: now, expires_at: now + notMeLife };
}
