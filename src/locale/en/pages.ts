/** What the public pages and a person's own pages say, and the parts that every page shares (`ui`). */
export const pages = {
  'ui.product': 'Rekey',
  'ui.skip': 'Skip to content',
  'ui.help.nobody': 'your administrator',
  'ui.help.ask': 'Need help? Contact {name}.',
  'ui.password.show': 'Show {field}',
  'ui.languages': 'Language of this page',

  'pages.menu': 'Your pages',
  'pages.menu.overview': 'Overview',
  'pages.menu.profile': 'Profile',
  'pages.menu.password': 'Password',
  'pages.menu.security': 'Security',
  'pages.menu.sign_out': 'Sign out',
  'pages.errors.title': 'Please look at this again',
  'pages.retry_in': 'Try again in {wait}.',
  'pages.retry_in_seconds': '{count, plural, one {Try again in one second.} other {Try again in # seconds.}}',
  'pages.home': 'Go to the start page',

  'pages.sign_in.title': 'Sign in',
  'pages.sign_in.login': 'Login or email',
  'pages.sign_in.password': 'Password',
  'pages.sign_in.button': 'Sign in',
  'pages.sign_in.busy': 'Signing in …',
  'pages.sign_in.reset': 'Reset Password',
  'pages.sign_in.reset_instead':
    'You need not wait: once you have chosen a new password with Reset Password below, you can sign in at once in the browser in which you did so.',
  'pages.sign_in.by_staff': 'Passwords are reset by your administrator here. Forgotten yours? Contact {help}.',

  'pages.sign_out.title': 'Sign out',
  'pages.sign_out.text': 'You are signed in as {name}. Signing out ends the session in this browser only.',
  'pages.sign_out.button': 'Sign out',
  'pages.sign_out.stay': 'Stay signed in',

  'pages.ask.title': 'Reset your password',
  'pages.ask.intro': 'We send you a link to choose a new one.',
  'pages.ask.login': 'Email',
  'pages.ask.hint': 'or your login',
  'pages.ask.missing': 'Enter your email address or your login.',
  'pages.ask.button': 'Reset Password',
  'pages.ask.busy': 'One moment …',
  'pages.ask.back': 'Back to sign in',
  'pages.sent.title': 'Password reset instructions are on their way, if an account matches.',
  'pages.sent.text':
    'They come within a few minutes; look in the spam folder, too. Nothing after ten minutes? {again}, or contact {help}.',
  'pages.sent.again': 'Ask again',
  'pages.sent.careful': 'The link is for you alone. Nobody will ever ask you for it.',

  'pages.new_password.title': 'Choose a new password',
  'pages.new_password.welcome': 'Welcome to {company}: choose your password',
  'pages.new_password.for': 'For',
  'pages.new_password.password': 'New Password',
  'pages.new_password.confirm': 'Confirm New Password',
  'pages.new_password.button': 'Change Password',
  'pages.new_password.busy': 'Changing …',
  'pages.new_password.holds': 'Your link holds until {until} and works once.',
  'pages.new_password.then': 'After this, all sessions that are still open elsewhere end.',
  'pages.new_password.then_signed_in':
    'After this you are signed in here, and all sessions that are still open elsewhere end.',
  'pages.new_password.help': 'How to choose a good password',
  'pages.new_password.other': 'Not you, or another letter? Ask for another link',
  'pages.new_password.refused': 'This password cannot be used yet. Your link is still good.',
  'pages.new_password.same': 'Both are the same.',
  'pages.new_password.different': 'Not the same yet.',

  'pages.rules.title': 'What it needs',
  'pages.rules.met': 'met',
  'pages.rules.not_met': 'not met',
  'pages.rules.tip': 'A few words that have nothing to do with each other work well.',
  'pages.rules.count': 'Rules met: {met} of {all}.',
  'pages.rules.all': 'All rules are met.',

  'pages.expired.mailed': 'It was mailed on {at}.',
  'pages.expired.made': 'It was made on {at}.',
  'pages.expired.newer': 'A newer one was sent at {at}. Open that letter instead, if you have it.',
  'pages.expired.changed': 'The password was changed at {at}; that ended every earlier link.',
  'pages.expired.next': 'A new link goes to the same person, to the address that their letters go to now.',
  'pages.expired.button': 'Send a new link',
  'pages.expired.busy': 'One moment …',
  'pages.expired.help': 'Does that not help? Contact {help}.',
  'pages.used.text': 'It changed the password, and a link works only once.',
  'pages.used.next':
    'Sign in with the new password. If you do not know it, ask for a new link. If it was not you who changed it, contact {help} at once.',
  'pages.used.sign_in': 'Sign in',
  'pages.used.reset': 'Reset Password',
  'pages.unknown.help': 'If it still does not work, contact {help}.',
  'pages.mismatch.go_on': 'Go on with the latest link',

  'pages.done.title': 'Your password was changed',
  'pages.done.signed_in': 'You are signed in as {name}. The old password no longer works.',
  'pages.done.factors': 'Second factors added in the last seven days',
  'pages.done.factors.text': 'Is one of them not yours? Then remove it now.',
  'pages.done.factors.link': 'Look at my second factors',
  'pages.done.ended': 'What was ended',
  'pages.done.tell': 'Who else should know',
  'pages.done.tell.manager': 'Your password manager, if it did not offer to keep the new password.',
  'pages.done.tell.devices': 'Phones, mail programs and other devices that sign in for you.',
  'pages.done.tell.help': '{help}, if somebody else may have known the old password.',
  'pages.done.button': 'Continue',
  'pages.ended.sessions':
    '{count, plural, =0 {No other session was open.} one {One other session was ended.} other {# other sessions were ended.}}',
  'pages.ended.api_keys': '{count, plural, one {One API key was ended.} other {# API keys were ended.}}',
  'pages.ended.remembered_devices':
    '{count, plural, one {One remembered device was forgotten.} other {# remembered devices were forgotten.}}',
  'pages.ended.links': '{count, plural, one {One other link no longer works.} other {# other links no longer work.}}',

  'pages.news.password_changed': 'Your password was changed.',
  'pages.news.password_set': 'Your password was changed. Sign in with the new one.',
  'pages.news.profile_saved': 'Your profile was saved.',
  'pages.news.email_asked':
    'A letter is on its way to {address}. Press the button in it: only then does the address count.',
  'pages.news.sessions_ended':
    '{count, plural, =0 {No other session was open.} one {One session was ended.} other {# sessions were ended.}}',
  'pages.news.signed_out_meanwhile':
    'You were signed out meanwhile. What you sent may not have been done: sign in, and look before you send it again.',
  'pages.news.signed_out': 'You are signed out.',

  'pages.confirm_password.title': 'Confirm that it is you',
  'pages.confirm_password.text':
    'You are signed in as {login}. What comes next is guarded by your password: it is asked for ten minutes after it was last given, and where a link signed you in.',
  'pages.confirm_password.again':
    'What you chose or entered is not kept: do it once more when you are back on its page.',
  'pages.confirm_password.kept': 'What you entered is kept and goes on its way once your password is confirmed.',
  'pages.confirm_password.waits': 'You confirm with it:',
  'pages.confirm_password.not_you': 'If you did not begin this yourself, choose “Not now” and sign out.',
  'pages.confirm_password.act.language': 'Change the language of your pages and letters',
  'pages.confirm_password.act.factors': 'See and change your second factors',
  'pages.confirm_password.act.app': 'Add an authenticator app to your account',
  'pages.confirm_password.act.codes': 'Make new recovery codes for your account',
  'pages.confirm_password.act.passkey': 'Add a passkey to your account',
  'pages.confirm_password.act.remove_factor': 'Take away one of your second factors',
  'pages.confirm_password.act.api_key': 'Make an API key, with which a program acts in your name',
  'pages.confirm_password.act.other': 'Something that needs your password',
  'pages.confirm_password.wrong': 'This is not your password.',
  'pages.confirm_password.button': 'Confirm',
  'pages.confirm_password.back': 'Not now',
  'pages.confirm_password.file.title': 'Your file is ready',
  'pages.confirm_password.file.text':
    'Your password is confirmed. Fetch the file within ten minutes; this page stays where it is.',
  'pages.confirm_password.file.button': 'Download',
  'pages.confirm_password.file.back': 'Back to the list',

  'pages.not_me.title': 'Was this you?',
  'pages.not_me.text': 'The password of {login} at {company} was changed on {at}.',
  'pages.not_me.question': 'Who changed the password?',
  'pages.not_me.mine': 'It was me',
  'pages.not_me.mine.means': 'Nothing changes.',
  'pages.not_me.not_mine': 'It was not me',
  'pages.not_me.not_mine.means':
    'The password stops working, everybody who is signed in with it is signed out, and we send you a link to choose a new one. Second factors added since then, and a passkey or recovery codes used for it, open nothing any more, also your own.',
  'pages.not_me.missing': 'Choose one of the two answers.',
  'pages.not_me.button': 'Answer',
  'pages.not_me.busy': 'One moment …',
  'pages.not_me.asked.title': 'Did you ask for this?',
  'pages.not_me.asked.text': 'A link that sets a new password for {login} at {company} was asked for on {at}.',
  'pages.not_me.asked.question': 'Who asked for the link?',
  'pages.not_me.asked.mine.means': 'Nothing changes, nor does the link in the letter.',
  'pages.not_me.asked.not_mine.means':
    'The link stops working, and the administrators are told. Your password stays as it is.',
  'pages.not_me.address.text':
    'Somebody who was signed in as {login} at {company} asked on {at} that letters go to another email address.',
  'pages.not_me.address.question': 'Who asked for another address?',
  'pages.not_me.address.not_mine.means':
    'Letters go to your address as before, the password stops working, everybody who is signed in with it is signed out, and we send you a link to choose a new one. Second factors added since then open nothing any more, also those that you added.',
  'pages.not_me.login.text': 'The login of an account at {company} was changed on {at}. It is {login} now.',
  'pages.not_me.login.question': 'Who changed the login?',
  'pages.not_me.login.not_mine.means':
    'The password stops working, everybody who is signed in with it is signed out, and we send you a link to choose a new one. Second factors added since then open nothing any more, also those that you added. The login stays as it is now; change it back afterwards.',
  'pages.not_me.sign_in.text':
    'Somebody signed in as {login} at {company} on {at}, from a browser that had not been used for it within a year, or since the password was set.',
  'pages.not_me.sign_in.question': 'Who signed in?',
  'pages.not_me.factor_due.text':
    'Somebody entered the right password of {login} at {company} on {at}, in a browser that had not been used for it within a year, or since the password was set, and did not give the second factor.',
  'pages.not_me.factor_due.question': 'Who entered the password?',
  'pages.not_me.factors.text': 'The second factors of {login} at {company} were changed on {at}.',
  'pages.not_me.factors.question': 'Who changed them?',
  'pages.not_me.factors_left.text':
    'Second factors of {login} at {company} were changed, or used to sign in, on {at}. The account was secured since.',
  'pages.not_me.factors_left.question': 'Who was that?',
  'pages.not_me.factors_left.not_mine.means':
    'What was added then, or used for it, opens nothing any more, and the sessions that it opened end. Nothing else is touched: your password stays as it is.',
  'pages.not_me.factors_left.title': 'That second factor opens nothing any more',
  'pages.not_me.factors_left.done':
    'What was added then, or used for it, opens nothing any more, and the sessions that it opened have ended. It stays on the account until the help contact removes it.',
  'pages.not_me.kept.title': 'Thank you. Nothing was changed',
  'pages.not_me.kept.text': 'Everything stays as you wanted it. You need not do anything.',
  'pages.not_me.cancelled.title': 'That link no longer works',
  'pages.not_me.cancelled.link': 'The link in the letter does not work any more.',
  'pages.not_me.cancelled.password': 'Your password was not touched; it is the same as before.',
  'pages.not_me.cancelled.changed_since':
    'Your password was changed after the link was asked for. If that was not you, press “This was not me” in the letter about it, too.',
  'pages.not_me.cancelled.told': 'The administrators were told.',
  'pages.not_me.cancelled.next':
    'Never give such a link to anybody. If somebody else may read your mailbox, contact {help}.',
  'pages.not_me.voided.title': 'Whoever it was is locked out now',
  'pages.not_me.voided.text': 'This was done just now:',
  'pages.not_me.voided.password': 'The password no longer works; nobody can sign in with it.',
  'pages.not_me.voided.sessions':
    'Every session of the account was ended, and every earlier link to choose a password.',
  'pages.not_me.voided.factors':
    'Second factors that were added since then, or while letters went elsewhere, or used for it open nothing any more. They stay on the account until the help contact removes them.',
  'pages.not_me.voided.factors_left':
    'Second factors that were added in the days before are as they were. If one of them is not yours, press “This was not me” in the letter about it, too: that still takes that one back, and nothing else.',
  'pages.not_me.voided.letter':
    'A letter with a link to choose a new password is on its way to the address of the account.',
  'pages.not_me.voided.profile':
    'What was changed within the last week in the account itself of its name, company, language and time zone is undone.',
  'pages.not_me.voided.address': 'Letters go to the address that they went to before.',
  'pages.not_me.voided.no_address':
    'The earlier address of the account is the login of somebody else by now, so for the time being the account has none. The letter with the link comes to you there all the same. Sign in with your login, and set another address.',
  'pages.not_me.voided.pause':
    'For 24 hours, asking for a reset on the sign-in page leads to no letter for this account.',
  'pages.not_me.voided.told': 'The administrators were told.',
  'pages.not_me.voided.next':
    'Open the letter and choose a new password. If none comes within ten minutes, or if somebody else may read your mailbox, contact {help}.',
  'pages.not_me.voided.factors.next':
    'Sign in with another second factor that you had before. If you have none, or if one of those is your own, contact {help}: they make sure that it is you, and remove them. No link goes round a second factor.',

  'pages.confirm_email.title': 'Confirm your email address',
  'pages.confirm_email.text':
    'Once you have pressed the button, letters about the login {login} at {company} go to {address}.',
  'pages.confirm_email.other':
    'This browser is signed in as {other}. Sign out, follow the link in the letter once more, and sign in as {login}.',
  'pages.confirm_email.button': 'Confirm this address',
  'pages.confirm_email.busy': 'Confirming …',
  'pages.confirm_email.done.title': 'Your email address is confirmed',
  'pages.confirm_email.done.text': 'From now on letters about your account go to {address}.',

  'pages.set_up.title': 'Set up Rekey',
  'pages.set_up.intro':
    'You are the first administrator. This takes a minute, and everything here can be changed later.',
  'pages.set_up.you': 'You',
  'pages.set_up.name': 'Your name',
  'pages.set_up.login': 'Login',
  'pages.set_up.login.hint': 'What you sign in with. Your email address is a good choice.',
  'pages.set_up.email': 'Email',
  'pages.set_up.company': 'Company',
  'pages.set_up.company.hint': 'Its name stands on every page and in every letter.',
  'pages.set_up.company.missing': 'Enter the name of your company.',
  'pages.set_up.button': 'Set up and sign in',
  'pages.set_up.busy': 'Setting up …',

  'pages.profile.title': 'Your profile',
  'pages.profile.name': 'Name',
  'pages.profile.login': 'Login',
  'pages.profile.email': 'Email',
  'pages.profile.no_email': 'None. Without one you cannot reset your password yourself.',
  'pages.profile.email.proven': 'Confirmed on {at}.',
  'pages.profile.email.unproven': 'Not confirmed yet.',
  'pages.profile.email.change': 'Change your email address',
  'pages.profile.email.prove': 'Confirm it',
  'pages.profile.company': 'Company',
  'pages.profile.language': 'Language',
  'pages.profile.language.hint': 'Your pages and your letters are written in it.',
  'pages.profile.last_sign_in': 'Latest sign-in',
  'pages.profile.password_changed': 'Password changed',
  'pages.profile.time_zone': 'Time zone',
  'pages.profile.time_zone.hint': 'Times on your pages and in your letters are told in it.',
  'pages.profile.save': 'Save',
  'pages.profile.saving': 'Saving …',
  'pages.profile.others': 'Is your name or login not right? Contact {help}.',

  'pages.own_email.title': 'Change your email address',
  'pages.own_email.explain':
    'We write to the new address. It counts once you press the button in that letter; until then everything stays as it is. Your present address is told, too.',
  'pages.own_email.now': 'Your address now',
  'pages.own_email.new': 'New Email',
  'pages.own_email.password': 'Your password',
  'pages.own_email.button': 'Send the letter',
  'pages.own_email.busy': 'Sending …',
  'pages.own_email.waiting': '{address} waits to be confirmed, until {until}.',

  'pages.own_password.title': 'Change your password',
  'pages.own_password.refused': 'Your password was not changed yet',
  'pages.own_password.old': 'Old Password',
  'pages.own_password.forgotten': 'Forgotten? Reset it',

  'pages.security.title': 'Your sessions',
  'pages.security.text': 'Everywhere you are signed in. End what you do not know, and then change your password.',
  'pages.security.this': 'This browser',
  'pages.security.new': 'New device',
  'pages.security.seen': 'Last seen {at}',
  'pages.security.since': 'Signed in {at}',
  'pages.security.nowhere': 'unknown address',
  'pages.security.end': 'End this session',
  'pages.security.end_others': 'End all other sessions',
  'pages.security.ending': 'Ending …',
  'pages.security.alone': 'You are signed in nowhere else.',
  'pages.device.on': '{browser} on {system}',
  'pages.device.unknown': 'Unknown browser',

  'pages.bug.title': 'Something went wrong on our side',
  'pages.bug.text':
    'We could not finish this. What was saved before is still there. Try again in a moment; if it happens again, contact {help} and name this number:',
  'pages.method.title': 'This address does not work that way',
  'pages.method.text':
    'A program asked for this page in a way that the page does not know. Nothing was changed. Go to the start page.',

  'pages.help.title': 'Good passwords, kept well',
  'pages.help.strong.title': 'A strong password',
  'pages.help.strong.rules': 'A new password here needs:',
  'pages.help.strong.phrase':
    'Long beats clever. A few words that have nothing to do with each other are easy for you and hard for a program.',
  'pages.help.strong.own': 'Use it nowhere else: what leaks from another site is tried here first.',
  'pages.help.strong.avoid':
    'Names, birthdays, your company and the word “password” are tried first, also with a 0 for an o.',
  'pages.help.manager.title': 'Let a password manager remember it',
  'pages.help.manager.make': 'It makes passwords that nobody can guess, and a different one for every site.',
  'pages.help.manager.fill': 'It fills them in only on the right site, and so notices a forged one before you do.',
  'pages.help.manager.browser':
    'Your browser and your phone have one built in. Pasting a password works on every page here.',
  'pages.help.share.title': 'Never share a link',
  'pages.help.share.key':
    'A reset link is a key to your account. Do not forward the letter, and do not read the link to anybody.',
  'pages.help.share.asked': 'If somebody asks you for it, it is not us. Contact {help}.',
  'pages.help.quick.title': 'Act quickly',
  'pages.help.quick.link': 'A link holds for a limited time and works once; the letter says until when.',
  'pages.help.quick.again': 'Asking for another one is always possible.',
  'pages.help.quick.notice':
    'After every change of your password we write to you. If it was not you, press “This was not me” in that letter at once.',
  'pages.help.staff.title': 'What staff never ask',
  'pages.help.staff.password': 'Your password, the old one or the new one.',
  'pages.help.staff.link': 'The link from a letter, or a picture of it.',
  'pages.help.staff.elsewhere': 'To type your password anywhere but on this site.',
  'pages.help.staff.instead':
    'When you call {help}, they may check who you are, and send a link to your own address. They never see or choose your password.',
} as const satisfies Record<string, string>;
