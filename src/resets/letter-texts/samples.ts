import type { MadeKey } from '../../api-keys/index.ts';
import { day, hour } from '../../kernel/index.ts';
import { testLetter } from '../../mail/index.ts';
import type { Policy } from '../../passwords/index.ts';
import type { SettingValues } from '../../settings/index.ts';
import type { User } from '../../users/index.ts';
import { codeLife } from '../identity-code.ts';
import { addressChangedLetter } from '../letters/address-changed.ts';
import { alertLetter } from '../letters/alert.ts';
import { approvalAskedLetter } from '../letters/approval-asked.ts';
import { bouncesLetter } from '../letters/bounces.ts';
import { changedLetter } from '../letters/changed.ts';
import { confirmEmailLetter, emailChangeLetter } from '../letters/confirm-email.ts';
import { factorsChangedLetter } from '../letters/factors-changed.ts';
import { identityCodeLetter } from '../letters/identity-code.ts';
import { invitationLetter } from '../letters/invitation.ts';
import { keyMadeLetter } from '../letters/key-made.ts';
import type { Envelope, WrittenLetter } from '../letters/letter.ts';
import { factorDueLetter, newBrowserLetter } from '../letters/new-browser.ts';
import { resetLetter } from '../letters/reset.ts';
import { notMeLife } from '../warnings.ts';
import type { LetterKind } from './template.ts';

/** What a letter is written from where nothing has happened that it could tell of. */
export interface Sample extends Envelope {
  user: User;
  now: number;
  policy: Policy;
  rules: SettingValues;
}

/** It has the form of a link and is none: nothing was drawn, so nothing can be opened with it. */
const noToken = 'this-is-a-preview-and-opens-nothing';
/** Addresses and names that are nobody's (RFC 5737, RFC 2606). */
const from = { address: '192.0.2.7', agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
const elsewhere = 'somebody.else@example.com';

/** Every letter, as the person who looks at it would get it. */
export const samples: Record<LetterKind, (sample: Sample) => WrittenLetter> = {
  reset: (sample) => resetLetter({ ...sample, ...linkOf(sample, 'reset') }),
  invitation: (sample) => invitationLetter({ ...sample, ...linkOf(sample, 'invitation') }),
  password_changed: (sample) =>
    changedLetter({ ...sample, ...disowned(sample), data: { at: sample.now, by: 'link', ...from } }),
  confirm_email: (sample) =>
    confirmEmailLetter({
      ...sample,
      link: linkTo(sample, 'confirm_email'),
      change: changeTo(sample, sample.user.email),
    }),
  email_change: (sample) => emailChangeLetter({ ...sample, ...disowned(sample), change: changeTo(sample, elsewhere) }),
  address_changed: (sample) =>
    addressChangedLetter({
      ...sample,
      ...disowned(sample),
      keepsPassword: true,
      data: { at: sample.now, what: 'login email', by: sample.user.login },
    }),
  new_browser: (sample) => newBrowserLetter({ ...sample, ...disowned(sample), data: { at: sample.now, ...from } }),
  factor_due: (sample) => factorDueLetter({ ...sample, ...disowned(sample), data: { at: sample.now, ...from } }),
  factors_changed: (sample) =>
    factorsChangedLetter({ ...sample, ...disowned(sample), what: 'factors.totp_added', at: sample.now }),
  key_made: (sample) => keyMadeLetter({ ...sample, keys: [keyOf(sample)], more: false }),
  identity_code: (sample) => identityCodeLetter({ ...sample, code: '123456', expiresAt: sample.now + codeLife }),
  alert: (sample) => alertLetter({ ...sample, about: sample.user, at: sample.now, what: 'password_disowned' }),
  approval_asked: (sample) => approvalAskedLetter({ ...sample, requests: [approvalAt(sample)], more: false }),
  bounces: (sample) => bouncesLetter({ ...sample, since: sample.now - hour, count: 1, latest: [cameBack(sample)] }),
  test: ({ text, now, user }) => testLetter(text, { server: 'smtp.example.com', at: now, timeZone: user.timeZone }),
};

function linkTo({ baseUrl }: Sample, page: string): string {
  return `${baseUrl}/web/${page}?token=${noToken}`;
}

function disowned(sample: Sample) {
  return { link: linkTo(sample, 'not_me'), expiresAt: sample.now + notMeLife };
}

function linkOf(sample: Sample, purpose: 'reset' | 'invitation') {
  const { now, rules, user } = sample;
  const invites = purpose === 'invitation';
  const reset = {
    purpose,
    source: invites ? 'staff' : 'self',
    asked_at: now,
    expires_at: now + (invites ? rules.invitation_life : rules.link_life),
    asked_by_label: user.login,
    asked_address: from.address,
  } as const;
  return { link: linkTo(sample, 'reset_password'), notMe: linkTo(sample, 'not_me'), reset };
}

function keyOf({ now }: Sample): MadeKey {
  return {
    name: 'Service desk',
    scopes: ['resets:send', 'users:read'],
    created_at: new Date(now).toISOString(),
    expires_at: new Date(now + 90 * day).toISOString(),
  };
}

function changeTo({ now }: Sample, address = '') {
  return { to_email: address, asked_at: now, expires_at: now + notMeLife };
}

function approvalAt({ user, now }: Sample) {
  const subject = { id: user.id, label: user.login };
  const changes = [{ field: 'email', before: null, after: user.email ?? null }];
  const askedBy = { id: user.id, label: user.login, key: undefined };
  const approval = { kind: 'reset', subject, changes, askedBy, askedAt: now, expiresAt: now + day } as const;
  return { approval, asker: user, about: user };
}

function cameBack({ user }: Sample) {
  const reply = '550 5.1.1 User unknown';
  return { to: { name: user.name, address: elsewhere }, attempts: [{ reply }] };
}
