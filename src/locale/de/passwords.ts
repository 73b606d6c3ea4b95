import type { passwords as english } from '../en/passwords.ts';

export const passwords = {
  'passwords.hint.length': 'Mindestens {min, number} Zeichen',
  'passwords.hint.too_long': 'Höchstens {max, number} Zeichen',
  'passwords.hint.lower': 'Ein Kleinbuchstabe',
  'passwords.hint.upper': 'Ein Großbuchstabe',
  'passwords.hint.number': 'Eine Ziffer',
  'passwords.hint.special': 'Ein Sonderzeichen: ein Satzzeichen, ein Symbol oder ein Leerzeichen',
  'passwords.hint.common':
    'Nicht verbreitet: kein bekanntes Passwort, und mehr als ein Wort, ein Name, ein Datum oder eine Tastenfolge',
  'passwords.hint.personal': 'Nicht persönlich: kein Teil Ihres Namens, Anmeldenamens, Ihrer E-Mail oder Firma',
  'passwords.hint.barred': 'Keines der Wörter, die hier nicht erlaubt sind',
  'passwords.hint.breached': 'Aus keinem Datenleck bekannt',
  'passwords.hint.used_before':
    '{last, plural, one {Nicht das Passwort, das Sie jetzt haben} other {Keines Ihrer letzten # Passwörter}}',

  'passwords.refused.length':
    'Es hat {length, plural, =0 {keine Zeichen} one {# Zeichen} other {# Zeichen}}; mindestens {min, number} sind nötig.',
  'passwords.refused.too_long': 'Es hat {length, number} Zeichen; höchstens {max, number} sind möglich. Kürzen Sie es.',
  'passwords.refused.lower': 'Es hat keinen Kleinbuchstaben. Fügen Sie einen hinzu.',
  'passwords.refused.upper': 'Es hat keinen Großbuchstaben. Fügen Sie einen hinzu.',
  'passwords.refused.number': 'Es hat keine Ziffer. Fügen Sie eine von 0 bis 9 hinzu.',
  'passwords.refused.special':
    'Es hat kein Sonderzeichen. Fügen Sie ein Zeichen wie ! oder - oder ein Leerzeichen hinzu.',
  'passwords.refused.common':
    '{piece, select, list {Es steht auf einer Liste bekannter Passwörter, oder fast. Wählen Sie ein anderes.} series {Es ist kaum mehr als Wörter in ihrer üblichen Reihenfolge. Mischen Sie andere darunter.} date {Es ist kaum mehr als ein Datum. Fügen Sie ein paar Wörter hinzu.} keyboard {Es ist kaum mehr als eine Reihe benachbarter Tasten. Wählen Sie lieber ein paar Wörter.} sequence {Es ist kaum mehr als eine Folge. Wählen Sie lieber ein paar Wörter.} repetition {Es ist kaum mehr als eine Wiederholung. Wählen Sie lieber ein paar Wörter.} other {Es ist kaum mehr als ein verbreitetes Wort, ein Name oder eine Zahl. Fügen Sie ein oder zwei Wörter hinzu.}}',
  'passwords.refused.barred': 'Es enthält „{word}“, das hier in Passwörtern nicht erlaubt ist. Lassen Sie es weg.',
  'passwords.refused.breached':
    'Es ist aus einem Datenleck bekannt, andere könnten es also ausprobieren. Wählen Sie ein anderes, und ändern Sie es überall, wo Sie es sonst benutzen.',
  'passwords.refused.used_before':
    '{last, plural, =0 {Jemand anders kennt es vielleicht: Es wurde ungültig gemacht.} one {Es ist das Passwort, das Sie jetzt haben.} other {Es ist eines Ihrer letzten # Passwörter.}} Wählen Sie ein neues.',
  'passwords.refused.differs':
    'Die beiden Eingaben sind nicht gleich. Geben Sie das neue Passwort in beide Felder ein.',
  'passwords.refused.personal':
    '{of, select, name {Es enthält „{part}“ aus Ihrem Namen.} login {Es enthält „{part}“ aus Ihrem Anmeldenamen.} email {Es enthält „{part}“ aus Ihrer E-Mail-Adresse.} company {Es enthält „{part}“ aus dem Namen Ihrer Firma.} other {Es enthält „{part}“, das andere über Sie wissen.}} Lassen Sie es weg, auch rückwärts oder mit anderen Zeichen.',
} as const satisfies Record<keyof typeof english, string>;
