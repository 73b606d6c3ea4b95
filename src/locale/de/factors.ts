import type { FactorTexts } from '../translated.ts';

export const factors: FactorTexts = {
  'factors.prove.title': 'Noch ein Schritt',
  'factors.prove.code': 'Code',
  'factors.prove.code.hint': 'Sechs Ziffern aus Ihrer Authenticator-App oder einer Ihrer Wiederherstellungscodes.',
  'factors.prove.recovery': 'Wiederherstellungscode',
  'factors.prove.remember': 'Auf diesem Gerät 30 Tage lang nicht mehr fragen',
  'factors.prove.button': 'Anmelden',
  'factors.prove.passkey': 'Passkey verwenden',
  'factors.prove.other': 'Als jemand anderes anmelden',
  'factors.own.title': 'Zweiter Faktor',
  'factors.own.text': 'Mit einem zweiten Faktor kommt niemand allein mit Ihrem Passwort oder Ihrem Postfach hinein.',
  'factors.own.demanded': 'Ihre Rolle verlangt einen zweiten Faktor. Fügen Sie einen hinzu, um weiterzumachen.',
  'factors.own.app': 'Authenticator-App',
  'factors.own.app.on': 'Ihre App zeigt die Codes, nach denen Sie gefragt werden.',
  'factors.own.app.off': 'Eine App auf Ihrem Telefon zeigt alle 30 Sekunden einen neuen Code.',
  'factors.own.app.add': 'App hinzufügen',
  'factors.own.app.remove': 'App entfernen',
  'factors.own.passkeys': 'Passkeys',
  'factors.own.passkeys.text':
    'Ein Telefon, ein Computer oder ein Sicherheitsschlüssel meldet Sie mit Fingerabdruck, Gesicht oder PIN an.',
  'factors.own.passkeys.since': 'hinzugefügt {at}',
  'factors.own.passkeys.used': 'zuletzt benutzt {at}',
  'factors.own.passkeys.name': 'Bezeichnung',
  'factors.own.passkeys.name.hint': 'Damit Sie ihn wiedererkennen: „Mein Telefon“.',
  'factors.own.passkeys.add': 'Passkey hinzufügen',
  'factors.own.passkeys.remove': '{name} entfernen',
  'factors.own.codes': 'Wiederherstellungscodes',
  'factors.own.codes.left':
    '{count, plural, =0 {Es ist keiner mehr übrig. Erzeugen Sie neue, bevor Sie Ihr Gerät verlieren.} one {Es ist einer übrig. Erzeugen Sie neue.} other {Es sind # übrig. Jeder gilt einmal.}}',
  'factors.own.codes.draw': 'Neue Codes erzeugen',
  'factors.own.devices': 'Gemerkte Geräte',
  'factors.own.devices.count':
    '{count, plural, one {Ein Gerät wird nicht nach dem zweiten Faktor gefragt.} other {# Geräte werden nicht nach dem zweiten Faktor gefragt.}}',
  'factors.own.devices.forget': 'Auf allen wieder fragen',
  'factors.app.title': 'Authenticator-App hinzufügen',
  'factors.app.scan': 'Scannen Sie dieses Bild mit der App, oder tippen Sie den Schlüssel dort ein.',
  'factors.app.type': 'Geben Sie den Code ein, den die App jetzt zeigt.',
  'factors.app.picture': 'Der Schlüssel als Bild für die App',
  'factors.app.secret': 'Schlüssel:',
  'factors.app.button': 'Bestätigen',
  'factors.codes.title': 'Ihre Wiederherstellungscodes',
  'factors.codes.done': 'Von jetzt an wird nach dem zweiten Faktor gefragt.',
  'factors.codes.text':
    'Bewahren Sie diese Codes dort auf, wo Sie sie ohne Ihr Gerät finden: auf Papier oder in Ihrem Passwortmanager. Jeder gilt einmal. Sie werden nur jetzt gezeigt.',
  'factors.codes.kept': 'Ich habe sie aufbewahrt',
  'factors.letter.subject': 'Rekey-Warnung: Ihr zweiter Faktor wurde geändert',
  'factors.letter.title': 'Ihr zweiter Faktor wurde geändert',
  'factors.letter.what':
    '{what, select, totp_added {Ihrem Konto {login} wurde eine Authenticator-App hinzugefügt.} totp_removed {Die Authenticator-App Ihres Kontos {login} wurde entfernt.} passkey_added {Ihrem Konto {login} wurde ein Passkey hinzugefügt.} passkey_removed {Ein Passkey Ihres Kontos {login} wurde entfernt.} recovery_codes_drawn {Für Ihr Konto {login} wurden neue Wiederherstellungscodes erzeugt; die früheren gelten nicht mehr.} recovery_code_used {Ein Wiederherstellungscode Ihres Kontos {login} wurde benutzt.} devices_forgotten {Die Geräte, die nicht nach Ihrem zweiten Faktor gefragt wurden, werden wieder gefragt.} other {Die Verwaltung hat alle zweiten Faktoren Ihres Kontos {login} entfernt.}}',
  'factors.letter.not_you':
    'Waren Sie das nicht, setzen Sie jetzt Ihr Passwort zurück und sagen Sie Ihrer Ansprechperson Bescheid.',
};
