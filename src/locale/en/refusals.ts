import type { RefusalCode } from '../../kernel/index.ts';

type RefusalKey = `refusals.${RefusalCode}` | `refusals.${RefusalCode}.title`;

/** Every refusal: a title that says what happened, and a text that says what was not lost and what to do next. */
export const refusals = {
  'refusals.malformed.title': 'This request cannot be understood',
  'refusals.malformed':
    'It is incomplete or was damaged on its way. Nothing was changed. Go back, load the page again and repeat the step.',
  'refusals.too_large.title': 'This is too much at once',
  'refusals.too_large': 'The form was larger than it can rightly be. Nothing was changed. Go back and enter less.',
  'refusals.cross_site.title': 'This form was not sent from our own page',
  'refusals.cross_site':
    'To protect you, only forms of this site are accepted. Nothing was changed. Open the page here and send the form again; if that does not help, try another browser.',
  'refusals.cookies_needed.title': 'This page needs cookies',
  'refusals.cookies_needed':
    'Your browser keeps no cookies of this site, {what, select, sign_in {so you are not signed in here. Nothing else was changed. Allow cookies for this site in the settings of your browser, or take another browser. Then sign in again} other {so the page that your link leads to cannot open. Nothing was changed, and the link is as good as before. Allow cookies for this site in the settings of your browser, or take another browser. Then follow the link again}}.',
  'refusals.not_signed_in.title': 'You are not signed in',
  'refusals.not_signed_in':
    'The session has ended, or there was none. Nothing was changed. Sign in and repeat the step.',
  'refusals.forbidden.title': 'You may not do this',
  'refusals.forbidden': 'Your role does not allow it. Nothing was changed. Ask an administrator if you need it.',
  'refusals.key_missing.title': 'An API key is missing',
  'refusals.key_missing': 'Nothing was changed. Send one in the header Authorization, after the word Bearer.',
  'refusals.key_unknown.title': 'This API key does not work',
  'refusals.key_unknown':
    'It is not known here, has expired, was revoked, ended with a password change, or its owner is archived. Nothing was changed. Make a new one.',
  'refusals.scope_missing.title': 'This API key may not do that',
  'refusals.scope_missing':
    'It lacks this permission: {scope}. Nothing was changed. Use a key that has it, or do it in person if no key can have it.',
  'refusals.scope_above_role.title': 'This key would be allowed more than its owner',
  'refusals.scope_above_role':
    'Their role lets nobody do anything with {scope}, and a key does not grow with its owner. Nothing was made. Leave that permission out.',
  'refusals.too_many_keys.title': 'There are too many API keys already',
  'refusals.too_many_keys':
    'One person has at most {most, number}. Nothing was changed. Revoke those that nobody uses, then make this one.',
  'refusals.too_many_favourites.title': 'You keep too many searches already',
  'refusals.too_many_favourites':
    'One person keeps at most {most, number}. This one was not kept. Remove one that you no longer use, then keep it.',
  'refusals.too_many_jobs.title': 'Too many of your bulk actions are under way',
  'refusals.too_many_jobs':
    'Of one person at most {most, number} are under way or paused at once. This one was not begun. Let one of them end, or cancel it, then start this one.',
  'refusals.not_found.title': 'There is nothing here',
  'refusals.not_found':
    'What you are looking for does not exist, or no longer. Nothing was changed. Check the address or the name.',
  'refusals.wrong_credentials.title': 'Wrong login or password.',
  'refusals.wrong_credentials':
    'Check both and try again; capital and small letters are different in a password. If you do not remember it, reset it.',
  'refusals.wrong_password.title': 'This is not your password',
  'refusals.wrong_password': 'Nothing was changed. Type the password that you sign in with now.',
  'refusals.password_needed.title': 'Your password is needed once more',
  'refusals.password_needed':
    'What you are about to do is guarded by it: it is asked for ten minutes after it was last given, and where a link signed you in. Nothing was changed. Confirm it and go on.',
  'refusals.limited.title': 'Too many tries in a short time',
  'refusals.limited':
    'This protects everybody against guessing and floods. Nothing was changed, and nothing was lost. Wait, and then try once more.',
  'refusals.challenge_needed.title': 'Please wait for a few seconds',
  'refusals.challenge_needed':
    'This keeps programs away that try thousands of times. Nothing was changed, and nothing was lost. {wait, plural, one {Wait for a second} other {Wait for # seconds}}, then press the button once more.',
  'refusals.busy.title': 'Too much is going on right now',
  'refusals.busy': 'Nothing was changed, and nothing was lost. Wait for a moment and try again.',
  'refusals.link_unknown.title': 'This link does not work',
  'refusals.link_unknown':
    'It may have been cut off when it was copied, or it is older than we remember. Nothing was changed. Open it again from the letter, as a whole, or ask for a new one.',
  'refusals.link_expired.title': 'This link has expired',
  'refusals.link_expired': 'Nothing was changed. Ask for a new link.',
  'refusals.link_used.title': 'This link has already been used',
  'refusals.link_used':
    'A link works once, and what it was for has been done. Sign in, or reset your password if you cannot.',
  'refusals.link_mismatch.title': 'This form and its link no longer belong together',
  'refusals.link_mismatch':
    'Your browser has opened another link since, or has kept this page for too long. This form changed nothing, and the link that was opened last is as good as before. Go on with the link that was opened last, or open the right letter again.',
  'refusals.password_refused.title': 'This password cannot be used yet',
  'refusals.password_refused': 'Your password was not changed. Choose one that follows all the rules.',
  'refusals.breaches_unknown.title': 'This password cannot be checked right now',
  'refusals.breaches_unknown':
    'The service that knows the passwords of data breaches does not answer. Your password was not changed, and your link is as good as before. Wait for a minute and try again.',
  'refusals.dkim_key_exists.title': 'This domain has been given a key today',
  'refusals.dkim_key_exists': 'Nothing was changed. Publish the key that is there, or remove it first.',
  'refusals.dkim_not_published.title': 'The key is not published yet',
  'refusals.dkim_not_published':
    'Receivers would find no key and trust letters less, so nothing was changed. Publish the record, wait for some minutes and try again.',
  'refusals.wrong_code.title': 'This code is not right',
  'refusals.wrong_code':
    'It may be of the last minute, or was used already. Type the code that the app shows now, or one of your recovery codes.',
  'refusals.passkey_refused.title': 'This passkey was not accepted',
  'refusals.passkey_refused': 'Nothing was changed. Try once more, or take another way.',
  'refusals.factor_exists.title': 'There is an authenticator app already',
  'refusals.factor_exists': 'Nothing was changed. Remove it first if you want to use another one.',
  'refusals.app_offered_elsewhere.title': 'An authenticator app was begun in another session',
  'refusals.app_offered_elsewhere': 'What you scanned does not count. Please begin once more.',
  'refusals.factor_missing.title': 'A second factor is needed first',
  'refusals.factor_missing': 'Your role demands one. Add an authenticator app or a passkey, then go on.',
  'refusals.choice_missing.title': 'No answer was chosen',
  'refusals.choice_missing': 'Nothing was changed. Choose one of the answers.',
  'refusals.letter_text_refused.title': 'The letter cannot say this',
  'refusals.letter_text_refused':
    '{problem, select, empty {The introduction is empty.} too_long {This text has more than 1000 characters, or some that cannot be shown.} unknown_placeholder {Nothing can be filled in for {what}.} brace {A curly bracket stands alone.} login_missing {The introduction does not name the login.} link {{what} would lead elsewhere, and people are told to distrust that.} markup {{what} is markup, and letters are written as plain text.} other {It cannot be used.}} Nothing was saved. Correct it and save again.',
  'refusals.login_missing.title': 'The login is missing',
  'refusals.login_missing': 'Nothing was changed. Enter a login.',
  'refusals.login_malformed.title': 'This login cannot be told from another',
  'refusals.login_malformed':
    'It has a character that nobody sees, or it is how somebody who was deleted is called. Nothing was changed. Choose another login.',
  'refusals.login_taken.title': 'This login belongs to somebody else',
  'refusals.login_taken': 'Another user has it as login or email address. Nothing was changed. Choose another login.',
  'refusals.name_missing.title': 'The name is missing',
  'refusals.name_missing': 'Nothing was changed. Enter a name.',
  'refusals.email_malformed.title': 'This is not an email address',
  'refusals.email_malformed': 'Nothing was changed. Enter one such as name@example.com.',
  'refusals.email_shared.title': 'Somebody else has this email address',
  'refusals.email_shared':
    '{others, plural, one {Another active user has} other {# other active users have}} it already. A reset by that address sends a letter to each of them. Nothing was changed. Say that they shall share it, or enter another one.',
  'refusals.email_of_greater.title': 'This is the email address of somebody whom you may not edit',
  'refusals.email_of_greater':
    'Nothing was saved. A second user with it would keep them from signing in by email: somebody who may edit them can do it.',
  'refusals.email_is_login.title': 'This email address is the login of somebody else',
  'refusals.email_is_login':
    'Typed to sign in, it would mean them. Nothing was changed. Use another address, or ask an administrator to change that login.',
  'refusals.login_is_email.title': 'This login is the email address of somebody else, too',
  'refusals.login_is_email':
    'While they share the address, typing it means this account alone, and it has to be reached there. Nothing was changed. With another login, which an administrator can give, the address can be changed as well.',
  'refusals.no_address.title': '{name} has no email address',
  'refusals.no_address':
    'Nothing was sent. Add an email address to the user, or print the link and hand it over yourself.',
  'refusals.archived.title': '{name} is archived',
  'refusals.archived': 'Nothing was changed. An archived user cannot sign in and gets no letters.',
  'refusals.already_confirmed.title': '{name} has a password already',
  'refusals.already_confirmed': 'Nothing was sent. Send password reset instructions instead.',
  'refusals.ambiguous.title': 'More than one user is meant',
  'refusals.ambiguous':
    '{matches, number} users have this email address. Nothing was changed. Name the user by login or id.',
  'refusals.last_settings_user.title': 'This is the last administrator',
  'refusals.last_settings_user':
    'Somebody must be able to change the settings. Nothing was changed. Give that role to another user first.',
  'refusals.own_account.title': 'This is your own account',
  'refusals.own_account': 'Nobody archives or deletes themselves. Nothing was changed. Ask another administrator.',
  'refusals.changed_meanwhile.title': 'Somebody else has changed this meanwhile',
  'refusals.changed_meanwhile':
    'Nothing was overwritten. Compare what is there now with what you entered, and save again.',
  'refusals.already_set_up.title': 'Rekey is set up already',
  'refusals.already_set_up':
    'There is an administrator, so nobody can become the first. Nothing was changed. Sign in, or reset your password.',
  'refusals.self_service_off.title': 'Passwords are reset by your administrator here',
  'refusals.self_service_off':
    'Asking for a link yourself is switched off. Nothing was changed. Ask your administrator for a link.',
  'refusals.message_ended.title': 'This letter cannot be sent again',
  'refusals.message_ended':
    'It was sent, withdrawn, or is of no use any more. Nothing was changed. Send new reset instructions instead.',
  'refusals.message_warns.title': 'This letter warns somebody',
  'refusals.message_warns':
    'Letters that warn somebody, or ask an administrator to look, are not called back by anybody. It stays in the line and goes as soon as it can.',
  'refusals.reset_ended.title': 'This reset has ended already',
  'refusals.reset_ended':
    'It was used, ran out, or was cancelled, so no link of it works any more. Nothing was changed. Send new reset instructions instead.',
  'refusals.approval_needed.title': 'A second administrator has to approve this',
  'refusals.approval_needed':
    'Your request is kept, and is done as soon as another administrator approves it under Settings, Approvals. Nothing was changed yet.',
  'refusals.too_many_approvals.title': 'Too many of your requests wait already',
  'refusals.too_many_approvals':
    'At most {most} of one person wait for another administrator at a time. Nothing was changed, and those that wait still do. Withdraw what is no longer needed under Settings, Approvals, or have it decided.',
  'refusals.approval_own.title': 'Somebody else has to approve it',
  'refusals.approval_own': 'Nobody approves their own request. Nothing was changed; it still waits.',
  'refusals.approval_ended.title': 'This request does not wait any more',
  'refusals.approval_ended':
    'It was approved, refused or withdrawn, or it ran out. Nothing was changed. The list of approvals tells what became of it.',
  'refusals.not_json.title': 'This is no JSON',
  'refusals.not_json': 'Nothing was changed. Send the body as JSON with the header Content-Type: application/json.',
  'refusals.call_mismatch.title': 'This idempotency key belongs to another call',
  'refusals.call_mismatch':
    'It came before with another address or another body. Nothing was changed. Use a new key for every new call.',
  'refusals.call_in_progress.title': 'The same call is under way',
  'refusals.call_in_progress': 'It is not done twice. Wait for a moment and repeat it to learn its answer.',
  'refusals.call_unfinished.title': 'Nobody knows how the first call ended',
  'refusals.call_unfinished':
    'A call with this idempotency key was begun and cut short, so it is not repeated blindly. Look up whether it was done; if not, send it with a new key.',
  'refusals.read_only.title': 'This is set by the environment',
  'refusals.read_only':
    'Nothing was changed. Whoever runs this Rekey sets it there (REKEY_SMTP_URL); you can add a server of your own beside it.',
  'refusals.code_wrong.title': 'This is not the code',
  'refusals.code_wrong':
    'It is not the one that was mailed, it is older than ten minutes, or it was tried five times. Nothing was sent. Ask the caller once more, or mail a new one.',
  'refusals.identity_check_missing.title': 'Say how you made sure who is asking',
  'refusals.identity_check_missing':
    'For this user the check is mandatory. Nothing was sent. Choose how you checked, then send again.',
  'refusals.fields_wrong.title': 'This cannot be saved yet',
  'refusals.fields_wrong': 'Nothing was changed. Correct what is marked.',
  'refusals.job_ended.title': 'This job does not go on',
  'refusals.job_ended': 'It is done, was cancelled, or stands as you wanted it already. Nothing was changed.',
  'refusals.configuration.title': 'The configuration is not right',
  'refusals.configuration': '{why}',
} as const satisfies Record<RefusalKey, string>;
