/** The letters. {login} is always named in those about access, because one address may belong to several users. */
export const letters = {
  'letters.greeting': 'Hello {name},',
  'letters.button': 'Reset Password',
  'letters.link': 'If the button does not work, copy this address into your browser:',
  'letters.steps': 'What to do',
  'letters.step.open': 'Press the button, or open the address below it.',
  'letters.step.choose': 'Type a new password twice. The page shows what it must have.',
  'letters.step.done': 'Press Change Password. You are signed in, and every other session of yours ends.',
  'letters.step.done_without_sign_in':
    'Press Change Password. Every session of yours ends; then sign in with the new password.',
  'letters.rules': 'The new password needs',
  'letters.holds': 'The link holds until {until} and works once.',
  'letters.never_share':
    'Never give this link to anybody. Nobody at {company} will ask you for it or for your password.',
  'letters.education': 'Strong passwords, and what staff never ask',
  'letters.help': 'Questions? Contact {contact}.',

  'letters.reset.subject': 'Password reset for {name}',
  'letters.reset.preview': 'Your link to set a new password. It works once.',
  'letters.reset.title': 'Set a new password',
  'letters.reset.intro': 'This letter lets you set a new password for your login {login} at {company}.',
  'letters.reset.asked.self': 'Asked for on {at} on the sign-in page, from the network address {address}.',
  'letters.reset.asked.self_nowhere': 'Asked for on {at} on the sign-in page.',
  'letters.reset.asked.staff': 'Sent by {staff} on {at}.',
  'letters.reset.asked.owner': 'Asked for on {at} with a link from an earlier letter to you.',
  'letters.reset.not_asked': 'You did not ask for it? Then do nothing: your password stays as it is.',
  'letters.reset.not_me': 'Or say that it was not you: that cancels the link and tells the administrators.',
  'letters.reset.foreign_factor':
    'On this account are second factors that somebody else may have added or used. They open nothing. Where you have none of your own, the help contact below removes them.',

  'letters.invitation.subject': 'Your invitation to {company}',
  'letters.invitation.preview': 'Set your password and come in.',
  'letters.invitation.title': 'Welcome to {company}',
  'letters.invitation.intro': 'An account was made for you at {company}. Your login is {login}.',
  'letters.invitation.button': 'Set your password',
  'letters.invitation.by': 'Invited by {staff} on {at}.',

  'letters.changed.subject': 'Your password was changed',
  'letters.changed.preview': 'If this was you, there is nothing to do.',
  'letters.changed.title': 'Your password was changed',
  'letters.changed.intro': 'The password of your login {login} at {company} was changed on {at}.',
  'letters.changed.by.link': 'It was set with a link from a letter to this address.',
  'letters.changed.by.printed_link': 'It was set with a link that was printed to be handed over. No letter had it.',
  'letters.changed.by.owner': 'It was changed by somebody who was signed in and knew the old password.',
  'letters.changed.by.set_up': 'It was set with the set-up link of this installation.',
  'letters.changed.from': 'Network address: {address}. Browser: {agent}.',
  'letters.changed.ended': 'All earlier sessions and links have ended.',
  'letters.changed.mine': 'Was it you? Then there is nothing to do.',
  'letters.changed.not_mine':
    'It was not you? Press the button: it locks whoever it was out and sends you a fresh link.',
  'letters.changed.button': 'This was not me',
  'letters.changed.holds': 'The button works until {until}.',

  'letters.factor_due.subject': 'Rekey alert: your password was entered on a new device',
  'letters.factor_due.title': 'Your password was entered on a new device',
  'letters.factor_due.intro':
    'Somebody entered the right password of {login} at {company} on {at}, in a browser that had not been used for it within a year, or since the password was set, and did not give the second factor. Nobody was signed in.',

  'letters.new_browser.subject': 'Rekey alert: sign-in from a new device',
  'letters.new_browser.title': 'Sign-in from a new device',
  'letters.new_browser.intro':
    'Somebody signed in as {login} at {company} on {at}, from a browser that had not been used for it within a year, or since the password was set.',
  'letters.new_browser.sessions': 'All your sessions, to look at and to end:',

  'letters.address_changed.subject': 'Your sign-in details were changed',
  'letters.address_changed.preview': 'If you know of it, there is nothing to do.',
  'letters.address_changed.intro': 'Your account at {company} was changed on {at}.',
  'letters.address_changed.what.login': 'You now sign in as {login}.',
  'letters.address_changed.what.email': 'Letters to the account {login} now go to another email address.',
  'letters.address_changed.what.email_here': 'Letters to the account {login} now come to this address.',
  'letters.address_changed.what.email_nowhere': 'Letters to the account {login} now go to no address.',
  'letters.address_changed.by': 'It was changed by {by}.',
  'letters.address_changed.same_password': 'Your password is the same.',
  'letters.address_changed.ended': 'Links that were sent before have ended.',
  'letters.address_changed.not_you': 'You did not expect this? Contact us at once; the way to do so stands below.',

  'letters.confirm.subject': 'Confirm your email address',
  'letters.confirm.preview': 'Press the button, and letters about your account reach you here.',
  'letters.confirm.title': 'Confirm your email address',
  'letters.confirm.intro': 'Letters about your login {login} at {company} are to go to this address.',
  'letters.confirm.button': 'Confirm this address',
  'letters.confirm.sign_in':
    'Where you are not signed in, you sign in first: so nobody else can confirm it, and no program that checks mail.',
  'letters.confirm.asked': 'Asked for on {at} by somebody who was signed in and knew the password.',
  'letters.confirm.not_asked': 'You know nothing of this? Then do nothing: without the button nothing changes.',

  'letters.address.subject': 'Your email address is being changed',
  'letters.address.preview': 'If this was you, there is nothing to do.',
  'letters.address.title': 'Your email address is being changed',
  'letters.address.intro':
    'Somebody who was signed in as {login} at {company} asked on {at} that letters go to {address}.',
  'letters.address.until': 'It counts once that address is confirmed. Until then letters come here.',
  'letters.address.not_mine':
    'It was not you? Press the button: it keeps your address, locks whoever it was out and sends you a link to choose a new password.',

  'letters.code.subject': 'Your verification code',
  'letters.code.preview': 'Read it to the person you are speaking with.',
  'letters.code.intro': 'Somebody at the help desk of {company} is speaking with a person who says that they are you.',
  'letters.code.code': 'The code: {code}',
  'letters.code.holds':
    'It works until {until}, once. Read it only to somebody whom you called, or whose call you expect.',
  'letters.code.not_you': 'You are not speaking with anybody? Then tell nobody this code; without it nothing happens.',

  'letters.bounces.what': 'letters came back',
  'letters.bounces.title': 'Letters came back',
  'letters.bounces.intro':
    '{count, plural, one {One letter} other {# letters}} came back since {since}: a mail server had taken them from us and could not deliver them.',
  'letters.bounces.latest': 'The latest',
  'letters.bounces.one': '{name}, {address}: {words}',
  'letters.bounces.one_silent': '{name}, {address}',
  'letters.bounces.next':
    'The users are marked in the list of users. Correct the addresses that are wrong, or speak to the people by a way you know, and send again.',
  'letters.bounces.button': 'Letters that came back',

  'letters.key_made.what': 'new API key',
  'letters.key_made.title': 'A new API key acts in your name',
  'letters.key_made.intro':
    'The key “{name}” was made for {login} at {at}. Until {until} a program that has it may, in your name: {scopes}.',
  'letters.key_made.more': 'More were made. The page shows all that still work.',
  'letters.key_made.not_you':
    'If this was not you, reset your password: that ends every key of yours. One that the page does not show was revoked meanwhile. Tell your help contact.',
  'letters.key_made.button': 'Look at your API keys',
  'letters.approval.what': 'approval needed',
  'letters.approval.title': 'A request waits for your decision',
  'letters.approval.intro.reset':
    '{by} ({by_login}) asked on {at} that {about} ({about_login}) be sent a link to set a new password.',
  'letters.approval.intro.administrator':
    '{by} ({by_login}) asked on {at} that {about} ({about_login}) be an administrator.',
  'letters.approval.intro.address':
    '{by} ({by_login}) asked on {at} to change the email, login or company of the administrator {about} ({about_login}).',
  'letters.approval.intro.factors':
    '{by} ({by_login}) asked on {at} to remove the second factors of the administrator {about} ({about_login}).',
  'letters.approval.intro.mail_server':
    '{by} ({by_login}) asked on {at} to add, change or delete the outgoing mail server {about}.',
  'letters.approval.intro.company':
    '{by} ({by_login}) asked on {at} that letters to people of {about} come from another address, or their links lead to another one, or they send people elsewhere for help.',
  'letters.approval.intro.setting':
    '{by} ({by_login}) asked on {at} {about, select, approve_administrator_resets {that resets and changes of administrators need no second administrator any more} approve_mail_servers {that changes of outgoing mail servers and of addresses in letters need no second administrator any more} bounce_address {that letters which come back go to another address} other {to change {about}}}.',
  'letters.approval.change.set': '{field}: {after}',
  'letters.approval.change.moved': '{field}: {after}, so far {before}',
  'letters.approval.change.ended': '{field}: none any more, so far {before}',
  'letters.approval.change.secret_changed': 'Password, key or certificate: another one',
  'letters.approval.change.secret_removed': 'Password, key or certificate: none any more',
  'letters.approval.change.more': 'The page tells more.',
  'letters.approval.yes': 'yes',
  'letters.approval.no': 'no',
  'letters.approval.in_clear': 'none, in clear',
  'letters.approval.role':
    '{role, select, user {User} helpdesk {Help desk} access {Access Rights} settings {Settings} other {{role}}}',
  'letters.approval.field.role': 'Role',
  'letters.approval.field.login': 'Login',
  'letters.approval.field.email': 'Email',
  'letters.approval.field.company': 'Company',
  'letters.approval.field.email_changed_at': 'Email changed on',
  'letters.approval.field.email_given_at': 'New password by a link, because staff changed the email on',
  'letters.approval.field.factors_removed_at': 'Second factors removed by staff on',
  'letters.approval.field.smtp_host': 'Mail server',
  'letters.approval.field.smtp_port': 'Port',
  'letters.approval.field.smtp_encryption': 'Encryption',
  'letters.approval.field.smtp_user': 'Username',
  'letters.approval.field.active': 'Active',
  'letters.approval.field.order': 'Order',
  'letters.approval.field.sequence': 'Place',
  'letters.approval.field.from': 'Sender',
  'letters.approval.field.from_filter': 'Only for senders',
  'letters.approval.field.sender_address': 'Letters come from',
  'letters.approval.field.base_url': 'Links lead to',
  'letters.approval.field.help_page': 'Help is found at',
  'letters.approval.field.help_email': 'Help is asked for at',
  'letters.approval.field.bounce_address': 'Returned letters go to',
  'letters.approval.field.approve_administrator_resets': 'Second administrator for administrators',
  'letters.approval.field.approve_mail_servers': 'Second administrator for mail servers',
  'letters.approval.key': 'A program asked, with the API key {key}.',
  'letters.approval.until': 'Nothing is done unless another administrator approves it by {until}.',
  'letters.approval.more': 'More requests wait. The page shows all of them.',
  'letters.approval.next':
    'Sign in, and approve or refuse it. You did not expect it? Then first speak to {by} by a way you know.',
  'letters.approval.button': 'Approve or refuse',

  'letters.alert.subject': 'Rekey alert: {what}',
  'letters.alert.what.password_disowned': 'password change disowned',
  'letters.alert.what.reset_disowned': 'reset not asked for',
  'letters.alert.what.address_disowned': 'address change disowned',
  'letters.alert.what.factor_due_disowned': 'password entered by somebody else',
  'letters.alert.title.factor_due_disowned': 'Somebody other than the owner knew a password',
  'letters.alert.intro.factor_due_disowned':
    '{name} ({login}) pressed "This was not me" on {at}: somebody else had entered the right password of this account on a new device, and was stopped by the second factor.',
  'letters.alert.done.factor_due_disowned':
    'The password is void, every session and link has ended, the owner was sent a fresh link, and asks by strangers lead to no letter for 24 hours.',
  'letters.alert.next.factor_due_disowned':
    'Somebody knew the password of {name}. Speak to them by a way you know, and find out where else that password was used.',
  'letters.alert.what.login_disowned': 'login change disowned',
  'letters.alert.title.login_disowned': 'A user did not change the login that was changed',
  'letters.alert.intro.login_disowned':
    '{name} ({login}) pressed "This was not me" on {at}: somebody else had changed the login of this account.',
  'letters.alert.next.login_disowned':
    'Somebody was signed in as {name}. Speak to them by a way you know, see that the login is right again, and look in the audit log at what was done with the account.',
  'letters.alert.what.factors_disowned': 'second factors disowned',
  'letters.alert.title.factors_disowned': 'A user did not change the second factors that were changed',
  'letters.alert.intro.factors_disowned':
    '{name} ({login}) pressed "This was not me" on {at}: somebody else had changed the second factors of this account.',
  'letters.alert.done.factors_disowned':
    'The password is void, every session and link has ended, the owner was sent a fresh link, and asks by strangers lead to no letter for 24 hours.',
  'letters.alert.done.factors_left_disowned':
    'What was added then, or used for it, opens nothing any more, and the sessions that it opened have ended. The account had been secured before: its password, its other sessions and its links were left alone.',
  'letters.alert.next.factors_disowned':
    'Somebody was signed in as {name}. Speak to them by a way you know, and look in the audit log at what was done with the account.',
  'letters.alert.no_address':
    'The earlier address could not be given back: it is the login of somebody else by now. {name} got the fresh link there all the same, and has no address for the time being. Give {name} another one, or change that login.',
  'letters.alert.factors':
    'Second factors were added to the account since then, or used by whoever it was. They open nothing any more, but count: {name} gets in with another one that is older, or once you have made sure of the person and removed them here:',
  'letters.alert.what.sign_in_disowned': 'sign-in disowned',
  'letters.alert.title.sign_in_disowned': 'A user did not make the sign-in that was made',
  'letters.alert.intro.sign_in_disowned':
    '{name} ({login}) pressed "This was not me" on {at}: somebody else had signed in to this account from a new device.',
  'letters.alert.done.sign_in_disowned':
    'The password is void, every session and link has ended, the owner was sent a fresh link, and asks by strangers lead to no letter for 24 hours.',
  'letters.alert.next.sign_in_disowned':
    'Somebody knew the password of {name}, or held a passkey. Speak to them by a way you know, and look at the second factors of the account and at what was done with it.',
  'letters.alert.title.password_disowned': 'A user did not change the password that was changed',
  'letters.alert.intro.password_disowned':
    '{name} ({login}) pressed "This was not me" on {at}: somebody else had changed the password of this account.',
  'letters.alert.done.password_disowned':
    'The password is void, every session and link has ended, the owner was sent a fresh link, and asks by strangers lead to no letter for 24 hours.',
  'letters.alert.next.password_disowned':
    'Speak to {name} by a way you know. If their mailbox is in foreign hands, archive the user until it is not.',
  'letters.alert.title.reset_disowned': 'A user did not ask for the reset that was asked for',
  'letters.alert.intro.reset_disowned':
    '{name} ({login}) pressed "This was not me" on {at}: somebody else had asked for a link to set the password of this account.',
  'letters.alert.done.reset_disowned': 'That link does not work any more. The password was not touched.',
  'letters.alert.done.reset_disowned_changed_since':
    'That link does not work any more. The password was changed after it was asked for: ask {name} by a way you know whether that was them.',
  'letters.alert.next.reset_disowned':
    'One such letter is often a typing mistake. If more people report it, look at the latest resets for where the asks come from.',
  'letters.alert.title.address_disowned': 'A user did not ask for another email address',
  'letters.alert.intro.address_disowned':
    '{name} ({login}) pressed "This was not me" on {at}: somebody who was signed in had asked that letters go to another address.',
  'letters.alert.done.address_disowned':
    'Letters go to the earlier address, the password is void, every session and link has ended, the owner was sent a fresh link, and asks by strangers lead to no letter for 24 hours.',
  'letters.alert.next.address_disowned':
    'Somebody knew the password of {name}. Speak to them by a way you know, and look in the audit log at what was done with the account.',

  'mail.test.subject': 'Test email from Rekey',
  'mail.test.preheader': 'Your outgoing mail server works.',
  'mail.test.title': 'Your outgoing mail server works',
  'mail.test.body': 'This letter went out through {server} on {moment}.',
  'mail.test.compare':
    'If it landed in the spam folder, ask whoever runs your domain to check its SPF, DKIM and DMARC records.',
  'mail.test.fine': 'Somebody who manages this Rekey asked for it. There is nothing to do.',
} as const satisfies Record<string, string>;
