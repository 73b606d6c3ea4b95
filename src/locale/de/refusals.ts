import type { RefusalTexts } from '../translated.ts';

export const refusals = {
  'refusals.malformed.title': 'Diese Anfrage ist nicht zu verstehen',
  'refusals.malformed':
    'Sie ist unvollständig oder wurde unterwegs beschädigt. Nichts wurde geändert. Gehen Sie zurück, laden Sie die Seite neu und wiederholen Sie den Schritt.',
  'refusals.too_large.title': 'Das ist zu viel auf einmal',
  'refusals.too_large':
    'Das Formular war größer, als es sein kann. Nichts wurde geändert. Gehen Sie zurück und geben Sie weniger ein.',
  'refusals.cross_site.title': 'Dieses Formular kam nicht von unserer eigenen Seite',
  'refusals.cross_site':
    'Zu Ihrem Schutz werden nur Formulare dieser Website angenommen. Nichts wurde geändert. Öffnen Sie die Seite hier und senden Sie das Formular noch einmal; hilft das nicht, nehmen Sie einen anderen Browser.',
  'refusals.cookies_needed.title': 'Diese Seite braucht Cookies',
  'refusals.cookies_needed':
    'Ihr Browser behält keine Cookies dieser Website, {what, select, sign_in {deshalb sind Sie hier nicht angemeldet. Sonst wurde nichts geändert. Erlauben Sie in den Einstellungen Ihres Browsers Cookies für diese Website, oder nehmen Sie einen anderen Browser. Melden Sie sich dann noch einmal an} other {deshalb kann sich die Seite zu Ihrem Link nicht öffnen. Nichts wurde geändert, und der Link ist so gut wie zuvor. Erlauben Sie in den Einstellungen Ihres Browsers Cookies für diese Website, oder nehmen Sie einen anderen Browser. Öffnen Sie den Link dann noch einmal}}.',
  'refusals.not_signed_in.title': 'Sie sind nicht angemeldet',
  'refusals.not_signed_in':
    'Die Sitzung ist beendet, oder es gab keine. Nichts wurde geändert. Melden Sie sich an und wiederholen Sie den Schritt.',
  'refusals.forbidden.title': 'Das dürfen Sie nicht',
  'refusals.forbidden':
    'Ihre Rolle erlaubt es nicht. Nichts wurde geändert. Wenn Sie es brauchen, fragen Sie die Verwaltung.',
  'refusals.not_found.title': 'Hier ist nichts',
  'refusals.not_found':
    'Was Sie suchen, gibt es nicht oder nicht mehr. Nichts wurde geändert. Prüfen Sie die Adresse oder den Namen.',
  'refusals.wrong_credentials.title': 'Anmeldename oder Passwort ist falsch.',
  'refusals.wrong_credentials':
    'Prüfen Sie beides und versuchen Sie es noch einmal; bei Passwörtern zählt Groß- und Kleinschreibung. Wissen Sie es nicht mehr, setzen Sie es zurück.',
  'refusals.wrong_password.title': 'Das ist nicht Ihr Passwort',
  'refusals.wrong_password': 'Nichts wurde geändert. Geben Sie das Passwort ein, mit dem Sie sich jetzt anmelden.',
  'refusals.limited.title': 'Zu viele Versuche in kurzer Zeit',
  'refusals.limited':
    'Das schützt alle vor Raten und vor Fluten. Nichts wurde geändert, und nichts ging verloren. Warten Sie, und versuchen Sie es dann noch einmal.',
  'refusals.challenge_needed.title': 'Bitte warten Sie einige Sekunden',
  'refusals.challenge_needed':
    'Das hält Programme fern, die es tausendfach versuchen. Nichts wurde geändert, und nichts ging verloren. {wait, plural, one {Warten Sie eine Sekunde} other {Warten Sie # Sekunden}}, und drücken Sie dann noch einmal auf die Schaltfläche.',
  'refusals.busy.title': 'Im Augenblick ist zu viel los',
  'refusals.busy':
    'Nichts wurde geändert, und nichts ging verloren. Warten Sie einen Augenblick und versuchen Sie es noch einmal.',
  'refusals.link_unknown.title': 'Dieser Link geht nicht',
  'refusals.link_unknown':
    'Er wurde vielleicht beim Kopieren abgeschnitten, oder er ist älter, als wir uns erinnern. Nichts wurde geändert. Öffnen Sie ihn noch einmal ganz aus der E-Mail, oder fordern Sie einen neuen an.',
  'refusals.link_expired.title': 'Dieser Link ist abgelaufen',
  'refusals.link_expired': 'Nichts wurde geändert. Fordern Sie einen neuen Link an.',
  'refusals.link_used.title': 'Dieser Link wurde schon benutzt',
  'refusals.link_used':
    'Ein Link gilt einmal, und wofür er war, ist getan. Melden Sie sich an, oder setzen Sie Ihr Passwort zurück, wenn Sie es nicht können.',
  'refusals.link_mismatch.title': 'Dieses Formular und sein Link gehören nicht mehr zusammen',
  'refusals.link_mismatch':
    'Ihr Browser hat seither einen anderen Link geöffnet, oder er hat diese Seite zu lange behalten. Dieses Formular hat nichts geändert, und der zuletzt geöffnete Link ist so gut wie zuvor. Machen Sie mit ihm weiter, oder öffnen Sie noch einmal die richtige E-Mail.',
  'refusals.password_refused.title': 'Dieses Passwort geht noch nicht',
  'refusals.password_refused': 'Ihr Passwort wurde nicht geändert. Wählen Sie eines, das alle Regeln einhält.',
  'refusals.breaches_unknown.title': 'Dieses Passwort lässt sich gerade nicht prüfen',
  'refusals.breaches_unknown':
    'Der Dienst, der die Passwörter aus Datenlecks kennt, antwortet nicht. Ihr Passwort wurde nicht geändert, und Ihr Link ist so gut wie zuvor. Warten Sie eine Minute und versuchen Sie es noch einmal.',
  'refusals.wrong_code.title': 'Dieser Code stimmt nicht',
  'refusals.wrong_code':
    'Er gehört vielleicht zur letzten Minute oder wurde schon benutzt. Geben Sie den Code ein, den die App jetzt zeigt, oder einen Ihrer Wiederherstellungscodes.',
  'refusals.passkey_refused.title': 'Dieser Passkey wurde nicht angenommen',
  'refusals.passkey_refused': 'Nichts wurde geändert. Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Weg.',
  'refusals.factor_exists.title': 'Es gibt schon eine Authenticator-App',
  'refusals.factor_exists': 'Nichts wurde geändert. Entfernen Sie sie zuerst, wenn Sie eine andere verwenden wollen.',
  'refusals.app_offered_elsewhere.title': 'Eine Authenticator-App wurde in einer anderen Sitzung begonnen',
  'refusals.app_offered_elsewhere': 'Was Sie gescannt haben, zählt nicht. Bitte beginnen Sie noch einmal.',
  'refusals.factor_missing.title': 'Zuerst ist ein zweiter Faktor nötig',
  'refusals.factor_missing':
    'Ihre Rolle verlangt ihn. Fügen Sie eine Authenticator-App oder einen Passkey hinzu, dann geht es weiter.',
  'refusals.choice_missing.title': 'Es wurde keine Antwort gewählt',
  'refusals.choice_missing': 'Nichts wurde geändert. Wählen Sie eine der Antworten.',
  'refusals.login_missing.title': 'Der Anmeldename fehlt',
  'refusals.login_missing': 'Nichts wurde geändert. Geben Sie einen Anmeldenamen ein.',
  'refusals.login_malformed.title': 'Dieser Anmeldename ist mit einem anderen zu verwechseln',
  'refusals.login_malformed':
    'Er enthält ein Zeichen, das niemand sieht, oder so heißt jemand, der gelöscht wurde. Nichts wurde geändert. Wählen Sie einen anderen Anmeldenamen.',
  'refusals.login_taken.title': 'Dieser Anmeldename gehört schon jemandem',
  'refusals.login_taken':
    'Jemand anderes meldet sich damit an oder hat ihn als E-Mail-Adresse. Nichts wurde geändert. Wählen Sie einen anderen Anmeldenamen.',
  'refusals.name_missing.title': 'Der Name fehlt',
  'refusals.name_missing': 'Nichts wurde geändert. Geben Sie einen Namen ein.',
  'refusals.email_malformed.title': 'Das ist keine E-Mail-Adresse',
  'refusals.email_malformed': 'Nichts wurde geändert. Geben Sie eine wie name@example.com ein.',
  'refusals.email_is_login.title': 'Diese E-Mail-Adresse ist der Anmeldename von jemand anderem',
  'refusals.email_is_login':
    'Bei der Anmeldung wäre diese Person gemeint. Nichts wurde geändert. Nehmen Sie eine andere Adresse, oder lassen Sie jenen Anmeldenamen von der Verwaltung ändern.',
  'refusals.login_is_email.title': 'Dieser Anmeldename ist auch die E-Mail-Adresse von jemand anderem',
  'refusals.login_is_email':
    'Solange sich mehrere die Adresse teilen, ist mit ihr bei der Anmeldung allein dieses Konto gemeint, und es muss dort erreichbar sein. Nichts wurde geändert. Mit einem anderen Anmeldenamen, den die Verwaltung vergeben kann, lässt sich auch die Adresse ändern.',
  'refusals.already_set_up.title': 'Rekey ist schon eingerichtet',
  'refusals.already_set_up':
    'Es gibt jemanden in der Verwaltung, also kann niemand mehr der Erste werden. Nichts wurde geändert. Melden Sie sich an, oder setzen Sie Ihr Passwort zurück.',
  'refusals.self_service_off.title': 'Passwörter setzt hier die Verwaltung zurück',
  'refusals.self_service_off':
    'Selbst einen Link anzufordern ist abgeschaltet. Nichts wurde geändert. Bitten Sie die Verwaltung um einen Link.',
  'refusals.scope_above_role.title': 'Dieser Schlüssel dürfte mehr als sein Besitzer',
  'refusals.scope_above_role':
    'Mit der Rolle des Besitzers lässt sich mit {scope} nichts tun, und ein Schlüssel wächst nicht mit seinem Besitzer. Es wurde nichts angelegt. Lassen Sie diese Berechtigung weg.',
  'refusals.too_many_keys.title': 'Es gibt schon zu viele API-Schlüssel',
  'refusals.too_many_keys':
    'Niemand hat mehr als {most, number}. Es wurde keiner erzeugt. Widerrufen Sie zuerst einen, den kein Programm mehr braucht.',
} as const satisfies RefusalTexts;
