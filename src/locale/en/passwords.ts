/** What a password must be (`hint`), and what one lacks and how to mend it (`refused`). One pair for each rule. */
export const passwords = {
  'passwords.hint.length': 'At least {min, number} characters',
  'passwords.hint.too_long': 'At most {max, number} characters',
  'passwords.hint.lower': 'A lowercase letter',
  'passwords.hint.upper': 'An uppercase letter',
  'passwords.hint.number': 'A number',
  'passwords.hint.special': 'A special character: a sign or a space',
  'passwords.hint.common': 'Not common: no well-known password, and more than one word, name, date or keyboard run',
  'passwords.hint.personal': 'Not personal: no part of your name, login, email or company',
  'passwords.hint.barred': 'None of the words that are not allowed here',
  'passwords.hint.breached': 'Not known from a data breach',
  'passwords.hint.used_before':
    '{last, plural, one {Not the password that you have now} other {None of your last # passwords}}',

  'passwords.refused.length':
    'It has {length, plural, =0 {no characters} one {# character} other {# characters}}; at least {min, number} are needed.',
  'passwords.refused.too_long': 'It has {length, number} characters; at most {max, number} are possible. Shorten it.',
  'passwords.refused.lower': 'It has no lowercase letter. Add one.',
  'passwords.refused.upper': 'It has no uppercase letter. Add one.',
  'passwords.refused.number': 'It has no number. Add a digit from 0 to 9.',
  'passwords.refused.special': 'It has no special character. Add a sign, such as ! or -, or a space.',
  'passwords.refused.common':
    '{piece, select, list {It is on a list of well-known passwords, or nearly so. Choose another one.} series {It is little more than words in their usual order. Mix in others.} date {It is little more than a date. Add a few words.} keyboard {It is little more than a run of neighbouring keys. Choose a few words instead.} sequence {It is little more than a sequence. Choose a few words instead.} repetition {It is little more than a repetition. Choose a few words instead.} other {It is little more than one common word, name or number. Add another word or two.}}',
  'passwords.refused.barred': 'It contains “{word}”, which is not allowed in passwords here. Leave it out.',
  'passwords.refused.breached':
    'It is known from a data breach, so others may try it. Choose another one, and change it wherever else you use it.',
  'passwords.refused.used_before':
    '{last, plural, =0 {Somebody else may know it: it was made void.} one {It is the password that you have now.} other {It is one of your last # passwords.}} Choose a new one.',
  'passwords.refused.differs': 'The two entries are not the same. Type the new password into both fields.',
  'passwords.refused.personal':
    '{of, select, name {It contains “{part}” from your name.} login {It contains “{part}” from your login.} email {It contains “{part}” from your email address.} company {It contains “{part}” from the name of your company.} other {It contains “{part}”, which others know about you.}} Leave it out, also backwards or with other signs.',
} as const satisfies Record<string, string>;
