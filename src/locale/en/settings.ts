/** Settings that administrators change: what each is called and what it means. */
export const settings = {
  'general.title': 'General Settings',
  'general.save': 'Save',
  'general.saving': 'Saving …',
  'general.saved':
    '{count, plural, =0 {Nothing was to be changed} one {One setting was changed} other {# settings were changed}}',
  'general.reverted': '{name}: back to the default.',
  'general.unsaved': 'What else you have typed is still here, and not saved yet.',
  'general.default': 'Default: {value}',
  'general.changed': 'Changed {at} by {by}',
  'general.revert': 'Back to the default',
  'general.unit': '{name}: unit',
  'general.unit.minutes': 'minutes',
  'general.unit.hours': 'hours',
  'general.unit.days': 'days',
  'general.length.minutes': '{count, plural, one {# minute} other {# minutes}}',
  'general.length.hours': '{count, plural, one {# hour} other {# hours}}',
  'general.length.days': '{count, plural, one {# day} other {# days}}',
  'general.bounds': 'Type a whole number, from {min} to {max}.',
  'general.bounds.words': 'Each word has 3 to 64 characters; at most 1,000 words.',
  'general.bounds.address': 'Type an address that begins with https://',
  'general.bounds.email': 'Type an email address, such as mail@example.com, or leave it empty.',
  'general.bounds.choice': 'Choose one of these.',
  'general.on': 'on',
  'general.off': 'off',
  'general.none': 'none',

  'settings.group.self_service': 'Resetting a password yourself',
  'settings.group.links': 'Links in letters',
  'settings.group.passwords': 'Password policy',
  'settings.group.identity': 'Making sure who is asking',
  'settings.group.approval': 'Two-person approval',
  'settings.group.sessions': 'Sessions',
  'settings.group.limits': 'Limits',
  'settings.group.mail': 'Outgoing mail',
  'settings.group.record': 'The record of what happened',

  'settings.self_service': 'Reset Password on the sign-in page',
  'settings.self_service.explain':
    'Whether people can ask for a link themselves. Off: the sign-in page says that passwords are reset by your administrator, and whom to contact.',
  'settings.outgoing_mail': 'Outgoing mail',
  'settings.outgoing_mail.explain':
    'While it is stopped, letters wait in the queue, as long as they are of use. What is on its way then still arrives.',
  'settings.outgoing_mail.on': 'Leaves as usual',
  'settings.outgoing_mail.stopped': 'Stopped',
  'settings.automatic_sign_in': 'Sign in after a reset',
  'settings.automatic_sign_in.explain':
    'Whether a person is signed in at once after setting a password by a link. A second factor is asked for in any case.',
  'settings.automatic_sign_in.on': 'At once, everybody',
  'settings.automatic_sign_in.not_for_administrators': 'At once, except whoever sees this console',
  'settings.automatic_sign_in.off': 'Never: sign in with the new password',
  'settings.link_life': 'A reset link holds',
  'settings.link_life.explain':
    'Counted from the moment of asking. It works once. Links that are on their way already keep the time that their letter names.',
  'settings.invitation_life': 'An invitation holds',
  'settings.invitation_life.explain': 'Counted from the moment of inviting.',
  'settings.policy': 'New passwords are judged by',
  'settings.policy.explain':
    'Both refuse what is common, what was breached and what is personal. The rules are shown before anybody types.',
  'settings.policy.guide': 'The guide: upper and lower case, a number, a special character',
  'settings.policy.modern': 'NIST SP 800-63B: length instead of classes',
  'settings.password_min_length': 'At least this many characters',
  'settings.password_min_length.explain':
    'The guide demands 8 and NIST 15; a higher number here goes beyond them. Passwords that exist stay as they are.',
  'settings.password_history': 'Former passwords that may not be set again',
  'settings.password_history.explain':
    'How many, the present one among them; 0 remembers none but one that was made void, until another one is set. Their hashes are kept for that.',
  'settings.password_barred_words': 'Words that no password may contain',
  'settings.password_barred_words.explain':
    'One a line, from three characters: products, places, teams. Found in any case and with the usual substitutions.',
  'settings.breach_lookup': 'Look up breached passwords over the network',
  'settings.breach_lookup.explain':
    'Only the first five digits of the SHA-1 leave this server. The list that Rekey brings is searched in any case.',
  'settings.breach_lookup.off': 'Never',
  'settings.breach_lookup.fail_open': 'Yes; while the service is not reached, passwords are let through',
  'settings.breach_lookup.fail_closed': 'Yes; while the service is not reached, no password can be set',
  'settings.breach_lookup_address': 'Where they are looked up',
  'settings.breach_lookup_address.explain':
    'A service that answers ranges of SHA-1 (k-anonymity), reached by https; inside a private network only where REKEY_ALLOWED_NETWORKS lists it.',
  'settings.identity_check_user': 'For users',
  'settings.identity_check_user.explain':
    'Staff who send a link to a user must say how they made sure who is asking. It is kept with the reset.',
  'settings.identity_check_helpdesk': 'For the help desk',
  'settings.identity_check_helpdesk.explain': 'The same before a link goes to somebody of the help desk.',
  'settings.identity_check_access': 'For access administrators',
  'settings.identity_check_access.explain': 'The same before a link goes to somebody with Access Rights.',
  'settings.identity_check_settings': 'For administrators',
  'settings.identity_check_settings.explain': 'The same before a link goes to somebody who can change these settings.',
  'settings.second_factor_for': 'Who must have a second factor',
  'settings.second_factor_for.explain':
    'An authenticator app or a passkey. Whoever has none is led to add one after signing in, and sees nothing else before; API keys of theirs are refused until then.',
  'settings.second_factor_for.nobody': 'Nobody: whoever wants one adds one',
  'settings.second_factor_for.settings': 'Users with the role Settings',
  'settings.second_factor_for.staff': 'All staff',
  'settings.second_factor_for.everybody': 'Everybody',
  'settings.approve_administrator_resets': 'Resets and changes of administrators need a second administrator',
  'settings.approve_administrator_resets.explain':
    'When staff send reset instructions to a user with the role Access Rights or Settings, another user with the role Settings has to approve it first, and is told by letter. The same holds before somebody gets the role Settings (as a new user, by an edit or back from the archive), and before the email, login or company of somebody else with that role is changed or their second factors are removed. What administrators ask for themselves on the sign-in page needs nobody. Once it is on, switching it off needs approval, too.',
  'settings.approve_mail_servers': 'Changes of mail servers and of addresses in letters need a second administrator',
  'settings.approve_mail_servers.explain':
    'Whatever changes where letters go, whom they come from, where they come back to or where their links lead has to be approved by another user with the role Settings, who is told by letter: a new mail server, and every change of one except its name, its number of connections and the end of its client secret; the order of mail servers; deleting one or switching it off; the sender address and a new base address of a company; the address for bounces. Once it is on, switching it off needs approval, too. While nobody else could approve, nothing waits. All mail can be stopped by one administrator alone.',
  'settings.approval_life': 'A request for approval runs out after',
  'settings.approval_life.explain': 'Then it has to be made once more.',
  'settings.session_idle': 'A session ends when unused for',
  'settings.session_idle.explain': 'For people who do not see this console. Holds for sessions that are open, too.',
  'settings.session_longest': 'A session ends at the latest after',
  'settings.session_longest.explain': 'Used or not, the person signs in again then.',
  'settings.staff_session_idle': 'A staff session ends when unused for',
  'settings.staff_session_idle.explain': 'For everybody who sees this console. Shorter, because they can do more.',
  'settings.staff_session_longest': 'A staff session ends at the latest after',
  'settings.staff_session_longest.explain': 'Used or not, whoever sees this console signs in again then.',
  'settings.new_device_notice': 'Tell people by a letter when they sign in from a new device',
  'settings.new_device_notice.explain':
    'A browser that the person has not signed in with for a year. Not sent at the first sign-in of all, nor where a reset signs in, which sends a letter of its own; at most five a day. Also where the password was right and no second factor followed within ten minutes.',
  'settings.asks_per_minute': 'Asks from one address a minute',
  'settings.asks_per_minute.explain':
    'How often one network address may ask for links, whoever is named. Raise it when many people share one address.',
  'settings.asks_per_hour': 'Asks from one address an hour',
  'settings.asks_per_hour.explain': 'The same over an hour.',
  'settings.letters_per_hour': 'Letters to one person an hour',
  'settings.letters_per_hour.explain':
    'How many letters people can cause to somebody by asking. What staff send does not count.',
  'settings.letters_per_day': 'Letters to one person a day',
  'settings.letters_per_day.explain':
    'The same over a day. Beyond both, one more an hour goes out while the person holds no link that works.',
  'settings.challenge': 'Work before asking and signing in',
  'settings.challenge.explain':
    'The browser works something out while the person types, so that trying thousands of times costs something. Without JavaScript people wait for a few seconds. Staff who are signed in and their keys with the scope resets:ask are exempt.',
  'settings.challenge.off': 'Never',
  'settings.challenge.unusual': 'While unusually much is going on, from one address or in all',
  'settings.challenge.always': 'Always',
  'settings.bounce_address': 'Address for bounces',
  'settings.bounce_address.explain':
    'Each letter gets a return path of its own under it, bounces+…@example.com, so that what comes back is known. At most 14 characters before the @: with what is added, mail servers take no more. Its mail has to reach REKEY_BOUNCE_LISTEN. Empty: bounces go to the sender.',
  'settings.audit_retention': 'Audit events, resets and jobs are kept for',
  'settings.audit_retention.explain':
    'At least 30 days. Older events are removed once a day, and resets, jobs and what was decided by a second administrator when they ended as long ago.',
} as const;
