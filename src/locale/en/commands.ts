/** What the command line says: its help, and answers where nobody asked for JSON. */
export const commands = {
  'commands.rekey':
    'Password reset and account access. Settings come from the environment; "rekey config show" lists them.',
  'commands.help_hint': 'Add --help for what there is.',
  'commands.option.json': 'print exactly one JSON document to stdout, every other word to stderr',
  'commands.option.limit': 'how many at most',
  'commands.option.cursor': 'go on where an earlier list ended',
  'commands.argument.user': 'a login, an email address or an id',
  'commands.not_a_count': 'It must be a whole number from 1 on.',
  'commands.more': 'There are more: add --cursor {cursor}',
  'commands.nothing': 'Nothing to show.',
  'commands.field': 'What is wrong is: {field}.',
  'commands.wrong_use.title': 'The command was not used as it can be',
  'commands.busy': 'The database said: {why}.',
  'commands.unwritten':
    'The answer could not be written: {why}. What was asked for has been done all the same; a link that was to be printed is lost.',
  'commands.bug.title': 'Rekey has a fault',
  'commands.bug': 'This should not happen; what follows helps to find the reason.',

  'commands.serve': 'run the server until it is told to stop (Ctrl-C, SIGTERM)',
  'commands.serve.evaluation': 'on loopback, with demo data and a built-in mailbox, to try Rekey out',

  'commands.setup': 'print a one-time link that makes the first administrator; earlier ones stop working',
  'commands.setup.note': 'Open this link to make the first administrator. It works once.',

  'commands.migrate': "bring the database to this program's schema",
  'commands.migrate.restored':
    'the database was restored from a backup: end the links, sessions and letters in it (a server finds out by itself where the file or the cluster is another one)',
  'commands.migrate.ended':
    'Ended what the backup had brought back: {links, plural, one {# link} other {# links}}, {sessions, plural, one {# session} other {# sessions}}, {remembered_devices, plural, one {# remembered device} other {# remembered devices}}, {recovery_codes, plural, one {# recovery code} other {# recovery codes}}; only after the password until used so once: {passkeys_doubted, plural, one {# passkey} other {# passkeys}}; withdrawn: {approvals, plural, one {# approval that waited} other {# approvals that waited}}, {letters, plural, one {# letter} other {# letters}}; paused: {jobs, plural, one {# bulk action} other {# bulk actions}}.',
  'commands.migrate.done':
    '{count, plural, =0 {The database is up to date.} one {The database is up to date: # change was made.} other {The database is up to date: # changes were made.}}',

  'commands.users': 'people and their access',
  'commands.users.create': 'create a user; with neither --invite nor --print-link, no mail is sent',
  'commands.users.create.login': 'the unique name to sign in with',
  'commands.users.create.email': 'where letters go',
  'commands.users.create.name': 'how the person is called',
  'commands.users.create.role': 'what the person may do',
  'commands.users.create.company': 'the name or id of a company (default: the first one)',
  'commands.users.create.language': 'the language of letters and pages',
  'commands.users.create.invite': 'mail an invitation',
  'commands.users.create.print_link': "print the invitation's link instead of mailing it",
  'commands.users.create.done': '{name} ({login}) was created.',
  'commands.users.create.invited': '{name} ({login}) was created. The invitation to {address} is in the queue.',
  'commands.users.list': 'list users',
  'commands.users.list.search': 'only whose name, login or email holds this text',
  'commands.users.archive': 'archive a user: sessions and links end, nobody signs in with this login any more',
  'commands.users.archive.done': '{name} ({login}) was archived.',
  'commands.users.send_reset': 'send password reset instructions; ends when the letter is in the queue',
  'commands.users.send_reset.print_link': 'print the link and send no mail',
  'commands.users.send_reset.identity_check': "how the person's identity was checked",
  'commands.users.send_reset.note': 'a note that is kept with the reset',
  'commands.letter_waits': 'The letter waits. {server}: {words}',
  'commands.users.send_reset.done': 'Password reset instructions are being sent to {address}.',
  'commands.link.note': '{name} ({login}) sets a new password with this link. It works once, until {until}.',

  'commands.passwords': 'what new passwords are held against',
  'commands.passwords.import_breached':
    'take over a list of breached passwords, which new ones are held against without any network',
  'commands.passwords.import_breached.file':
    'lines of SHA-1, alone or with :COUNT, in the order of the hashes; or plain passwords, one a line',
  'commands.passwords.import_breached.at_least': 'leave out those seen less often',
  'commands.passwords.import_breached.done':
    '{kept, plural, one {# breached password is} other {# breached passwords are}} refused from now on; {left_out, number} were left out.',

  'commands.mail': 'letters and the servers that carry them',
  'commands.mail.servers': 'list the outgoing mail servers',
  'commands.mail.test': 'try an outgoing mail server, now',
  'commands.mail.test.server':
    'the id of the server, as "rekey mail servers" shows it (default: the one that letters go to first)',
  'commands.mail.test.to': 'send a test letter to this address; without it, sender and recipient are only named',
  'commands.mail.test.reply': 'The mail server said: {reply}',
  'commands.mail.queue': 'list letters, newest first',
  'commands.mail.queue.state':
    'only letters in this state: queued, sending, sent, bounced, failed, outdated or cancelled',
  'commands.mail.retry': 'send a waiting or failed letter now',
  'commands.mail.retry.id': 'the id of the letter, as "rekey mail queue" shows it',
  'commands.mail.retry.done': 'The letter to {address} is sent now.',

  'commands.audit': 'the record of what happened',
  'commands.audit.list': 'list events, newest first',
  'commands.audit.export': 'write all events that match, one JSON document a line',
  'commands.audit.list.event': 'only this event, such as user.archived',
  'commands.audit.list.subject': 'only events about this user: a login, an email address or an id',

  'commands.audit.verify': 'verify that the record is what was sealed; ends with 5 when it is not',
  'commands.audit.verify.fine':
    '{sealed, plural, =0 {Nothing is sealed yet} one {# sealed event is as it was} other {# sealed events are as they were}}; {unsealed, plural, =0 {none waits} one {# waits} other {# wait}} to be sealed.',
  'commands.audit.verify.first':
    'The record begins at position {first}; what was before was removed when its time was over.',
  'commands.audit.verify.end': 'The record ends at position {position} with {digest}.',
  'commands.audit.verify.sound':
    '{sealed, plural, =0 {No event before that is known to be} one {One event before that is} other {# events before that are}} as sealed; {unsealed, plural, =0 {none waits} one {# waits} other {# wait}} to be sealed.',
  'commands.audit.verify.at': 'Position {position}',
  'commands.audit.verify.from': 'Positions {position} to {through}',
  'commands.audit.verify.event': '{where} (event {id})',
  'commands.audit.verify.changed': '{where}: changed after it was sealed.',
  'commands.audit.verify.missing': '{where}: missing.',
  'commands.audit.verify.out_of_order': '{where}: out of order; another event was sealed here.',
  'commands.audit.verify.checkpoint_forged': '{where}: the checkpoint was forged.',
  'commands.audit.verify.checkpoint_missing': '{where}: the checkpoint is missing.',
  'commands.audit.verify.not_sealed': '{where}: claims a place in the record that was never given.',
  'commands.audit.verify.start_forged': '{where}: the mark of the beginning of the record was forged or removed.',
  'commands.audit.verify.end_forged': '{where}: the mark of the end of the record was forged or removed.',
  'commands.audit.verify.other_secret':
    '{where}: sealed with a secret that is neither REKEY_SECRET nor REKEY_SECRET_PREVIOUS.',

  'commands.api-keys': 'keys that programs call with',
  'commands.api-keys.create': 'make a key that acts as a user, narrowed by its scopes; it is shown once',
  'commands.api-keys.create.user': 'whose it is: a login, an email address or an id',
  'commands.api-keys.create.scope': 'what it may do: {scopes}; several with commas, or tell it again',
  'commands.api-keys.create.expires': 'when it ends, at most a year ahead: 90d, 12h, or a date such as 2027-03-31',
  'commands.api-keys.create.name': 'what it is for',
  'commands.api-keys.create.usual_name': 'Made on the command line',
  'commands.api-keys.create.note': '{name} acts as {login} until {until}. Keep it now: it is not shown again.',
  'commands.api-keys.list': 'list keys, newest first; never the keys themselves',
  'commands.api-keys.list.user': 'only of this user: a login, an email address or an id',
  'commands.api-keys.revoke': 'end a key at once, and those that were made with it',
  'commands.api-keys.revoke.id': 'the id of the key, as "rekey api-keys list" shows it',
  'commands.api-keys.revoke.done':
    '{others, plural, =0 {The key was revoked.} one {The key was revoked, and another one that was made with it.} other {The key was revoked, and # others that were made with it.}}',
  'commands.not_a_moment': 'It must be a length of time such as 90d or 12h, or a date such as 2027-03-31.',

  'commands.check': 'examine this installation; ends with 5 when something needs attention',
  'commands.check.fine': 'Nothing needs attention.',
  'commands.check.error': 'ERROR    {words}',
  'commands.check.warning': 'WARNING  {words}',

  'commands.config': 'the settings of the environment',
  'commands.secret': 'the secret that seals what rests in the database',
  'commands.secret.rotate':
    'seal anew with REKEY_SECRET what was sealed with REKEY_SECRET_PREVIOUS; ends with 5 when something is opened by neither, or the previous one was never in use',
  'commands.secret.rotate.done': 'From the secret {from} to {to}:',
  'commands.secret.rotate.line':
    '{what}: {resealed, plural, one {# sealed anew} other {# sealed anew}}, {current, plural, one {# was already} other {# were already}}{unreadable, plural, =0 {} one {, # is opened by neither} other {, # are opened by neither}}.',
  'commands.secret.rotate.mail_servers': 'Secrets of mail servers',
  'commands.secret.rotate.dkim_keys': 'DKIM keys',
  'commands.secret.rotate.authenticator_apps': 'Authenticator apps',
  'commands.secret.rotate.recovery_codes': 'Recovery codes',
  'commands.secret.rotate.typed_names': 'Typed names that wait',
  'commands.secret.rotate.approvals': 'Requests that wait for approval',
  'commands.secret.rotate.previous_unknown':
    'REKEY_SECRET_PREVIOUS opens nothing here, and is not the secret that was in use before REKEY_SECRET. Nothing was taken over from it. Has it a fault, or are the two exchanged?',
  'commands.secret.rotate.unreadable':
    'What is opened by neither stays as it is, and nobody can use it. Where an older secret is still known, name that one as REKEY_SECRET_PREVIOUS and run this again; else it has to be typed or drawn anew.',
  'commands.secret.rotate.false_end':
    'Neither vouches for the end of the audit record, so it was not signed with REKEY_SECRET and nothing is sealed after it. Run "rekey audit verify".',
  'commands.secret.rotate.again':
    'Run it once more when every server was started with both secrets: what was sealed meanwhile with the previous one is then sealed anew, too.',
  'commands.secret.rotate.nothing_left':
    'Nothing is left. Keep REKEY_SECRET_PREVIOUS for a day, for calls that programs repeat, then take it away. No link and no session has ended; the counts of the limits begin anew.',
  'commands.config.show': 'list every setting with its value and where it comes from; secrets stay hidden',

  'commands.heading.address': 'ADDRESS',
  'commands.heading.actor': 'BY',
  'commands.heading.attempts': 'TRIES',
  'commands.heading.company': 'COMPANY',
  'commands.heading.created': 'CREATED',
  'commands.heading.email': 'EMAIL',
  'commands.heading.ends': 'ENDS (UTC)',
  'commands.heading.event': 'EVENT',
  'commands.heading.from': 'FROM',
  'commands.heading.id': 'ID',
  'commands.heading.key': 'KEY',
  'commands.heading.kind': 'KIND',
  'commands.heading.login': 'LOGIN',
  'commands.heading.name': 'NAME',
  'commands.heading.outcome': 'OUTCOME',
  'commands.heading.reason': 'REASON',
  'commands.heading.role': 'ROLE',
  'commands.heading.scopes': 'SCOPES',
  'commands.heading.security': 'SECURITY',
  'commands.heading.server': 'SERVER',
  'commands.heading.setting': 'SETTING',
  'commands.heading.state': 'STATE',
  'commands.heading.subject': 'ABOUT',
  'commands.heading.time': 'TIME (UTC)',
  'commands.heading.to': 'TO',
  'commands.heading.used': 'USED (UTC)',
  'commands.heading.user': 'USER',
  'commands.heading.value': 'VALUE',
} as const satisfies Record<string, string>;
