import type { pages as english } from '../en/pages.ts';

export const pages = {
  'ui.product': 'Rekey',
  'ui.skip': 'Zum Inhalt springen',
  'ui.help.nobody': 'Ihre Verwaltung',
  'ui.help.ask': 'Brauchen Sie Hilfe? Kontakt: {name}.',
  'ui.password.show': '{field} anzeigen',
  'ui.languages': 'Sprache dieser Seite',

  'pages.menu': 'Ihre Seiten',
  'pages.menu.overview': 'Übersicht',
  'pages.menu.profile': 'Profil',
  'pages.menu.password': 'Passwort',
  'pages.menu.security': 'Sicherheit',
  'pages.menu.sign_out': 'Abmelden',
  'pages.errors.title': 'Bitte sehen Sie sich das noch einmal an',
  'pages.retry_in': 'Versuchen Sie es in {wait} noch einmal.',
  'pages.retry_in_seconds':
    '{count, plural, one {Versuchen Sie es in einer Sekunde noch einmal.} other {Versuchen Sie es in # Sekunden noch einmal.}}',
  'pages.home': 'Zur Startseite',

  'pages.sign_in.title': 'Anmelden',
  'pages.sign_in.login': 'Anmeldename oder E-Mail',
  'pages.sign_in.password': 'Passwort',
  'pages.sign_in.button': 'Anmelden',
  'pages.sign_in.busy': 'Anmeldung läuft …',
  'pages.sign_in.reset': 'Passwort zurücksetzen',
  'pages.sign_in.reset_instead':
    'Sie müssen nicht warten: Mit einem neuen Passwort, das Sie unten über „Passwort zurücksetzen“ wählen, können Sie sich in dem Browser, in dem Sie es wählen, sofort anmelden.',
  'pages.sign_in.by_staff': 'Passwörter setzt hier die Verwaltung zurück. Ihres vergessen? Kontakt: {help}.',

  'pages.sign_out.title': 'Abmelden',
  'pages.sign_out.text': 'Sie sind als {name} angemeldet. Abmelden beendet nur die Sitzung in diesem Browser.',
  'pages.sign_out.button': 'Abmelden',
  'pages.sign_out.stay': 'Angemeldet bleiben',

  'pages.ask.title': 'Passwort zurücksetzen',
  'pages.ask.intro': 'Wir schicken Ihnen einen Link, mit dem Sie ein neues wählen.',
  'pages.ask.login': 'E-Mail',
  'pages.ask.hint': 'oder Ihr Anmeldename',
  'pages.ask.missing': 'Geben Sie Ihre E-Mail-Adresse oder Ihren Anmeldenamen ein.',
  'pages.ask.button': 'Passwort zurücksetzen',
  'pages.ask.busy': 'Einen Augenblick …',
  'pages.ask.back': 'Zurück zur Anmeldung',
  'pages.sent.title': 'Die Anleitung zum Zurücksetzen ist unterwegs, falls ein Konto dazu passt.',
  'pages.sent.text':
    'Sie kommt in wenigen Minuten; sehen Sie auch im Spam-Ordner nach. Nach zehn Minuten noch nichts? {again}, oder Kontakt: {help}.',
  'pages.sent.again': 'Noch einmal anfordern',
  'pages.sent.careful': 'Der Link ist für Sie allein. Niemand wird Sie je danach fragen.',

  'pages.new_password.title': 'Neues Passwort wählen',
  'pages.new_password.welcome': 'Willkommen bei {company}: Wählen Sie Ihr Passwort',
  'pages.new_password.for': 'Für',
  'pages.new_password.password': 'Neues Passwort',
  'pages.new_password.confirm': 'Neues Passwort bestätigen',
  'pages.new_password.button': 'Passwort ändern',
  'pages.new_password.busy': 'Wird geändert …',
  'pages.new_password.holds': 'Ihr Link gilt bis {until} und nur einmal.',
  'pages.new_password.then': 'Danach enden alle Sitzungen, die anderswo noch offen sind.',
  'pages.new_password.then_signed_in':
    'Danach sind Sie hier angemeldet, und alle Sitzungen, die anderswo noch offen sind, enden.',
  'pages.new_password.help': 'Wie man ein gutes Passwort wählt',
  'pages.new_password.other': 'Nicht Sie, oder eine andere E-Mail? Anderen Link anfordern',
  'pages.new_password.refused': 'Dieses Passwort geht noch nicht. Ihr Link ist weiterhin gut.',
  'pages.new_password.same': 'Beide sind gleich.',
  'pages.new_password.different': 'Noch nicht gleich.',

  'pages.rules.title': 'Was es braucht',
  'pages.rules.met': 'erfüllt',
  'pages.rules.not_met': 'nicht erfüllt',
  'pages.rules.tip': 'Ein paar Wörter, die nichts miteinander zu tun haben, sind gut.',
  'pages.rules.count': 'Erfüllte Regeln: {met} von {all}.',
  'pages.rules.all': 'Alle Regeln sind erfüllt.',

  'pages.expired.mailed': 'Er wurde am {at} verschickt.',
  'pages.expired.made': 'Er wurde am {at} erstellt.',
  'pages.expired.newer': 'Ein neuerer wurde verschickt: {at}. Öffnen Sie stattdessen diese E-Mail, wenn Sie sie haben.',
  'pages.expired.changed': 'Das Passwort wurde geändert: {at}. Das hat alle früheren Links beendet.',
  'pages.expired.next': 'Ein neuer Link geht an dieselbe Person, an die Adresse, an die ihre E-Mails jetzt gehen.',
  'pages.expired.button': 'Neuen Link senden',
  'pages.expired.busy': 'Einen Augenblick …',
  'pages.expired.help': 'Hilft das nicht? Kontakt: {help}.',
  'pages.used.text': 'Er hat das Passwort geändert, und ein Link gilt nur einmal.',
  'pages.used.next':
    'Melden Sie sich mit dem neuen Passwort an. Wenn Sie es nicht kennen, fordern Sie einen neuen Link an. Haben nicht Sie es geändert, melden Sie sich sofort. Kontakt: {help}.',
  'pages.used.sign_in': 'Anmelden',
  'pages.used.reset': 'Passwort zurücksetzen',
  'pages.unknown.help': 'Geht es dann immer noch nicht? Kontakt: {help}.',
  'pages.mismatch.go_on': 'Mit dem neuesten Link weitermachen',

  'pages.done.title': 'Ihr Passwort wurde geändert',
  'pages.done.signed_in': 'Sie sind als {name} angemeldet. Das alte Passwort gilt nicht mehr.',
  'pages.done.factors': 'Zweite Faktoren aus den letzten sieben Tagen',
  'pages.done.factors.text': 'Einer davon gehört nicht Ihnen? Dann entfernen Sie ihn jetzt.',
  'pages.done.factors.link': 'Meine zweiten Faktoren ansehen',
  'pages.done.ended': 'Was beendet wurde',
  'pages.done.tell': 'Wer es noch wissen sollte',
  'pages.done.tell.manager': 'Ihr Passwortmanager, falls er das neue Passwort nicht schon behalten wollte.',
  'pages.done.tell.devices': 'Telefone, Mailprogramme und andere Geräte, die sich für Sie anmelden.',
  'pages.done.tell.help': '{help}, falls jemand anders das alte Passwort gekannt haben könnte.',
  'pages.done.button': 'Weiter',
  'pages.ended.sessions':
    '{count, plural, =0 {Keine andere Sitzung war offen.} one {Eine andere Sitzung wurde beendet.} other {# andere Sitzungen wurden beendet.}}',
  'pages.ended.api_keys':
    '{count, plural, one {Ein API-Schlüssel wurde beendet.} other {# API-Schlüssel wurden beendet.}}',
  'pages.ended.remembered_devices':
    '{count, plural, one {Ein gemerktes Gerät wurde vergessen.} other {# gemerkte Geräte wurden vergessen.}}',
  'pages.ended.links':
    '{count, plural, one {Ein anderer Link gilt nicht mehr.} other {# andere Links gelten nicht mehr.}}',

  'pages.news.password_changed': 'Ihr Passwort wurde geändert.',
  'pages.news.password_set': 'Ihr Passwort wurde geändert. Melden Sie sich mit dem neuen an.',
  'pages.news.profile_saved': 'Ihr Profil wurde gespeichert.',
  'pages.news.email_asked':
    'Eine E-Mail an {address} ist unterwegs. Drücken Sie die Schaltfläche darin: Erst dann gilt die Adresse.',
  'pages.news.sessions_ended':
    '{count, plural, =0 {Keine andere Sitzung war offen.} one {Eine Sitzung wurde beendet.} other {# Sitzungen wurden beendet.}}',
  'pages.news.signed_out_meanwhile':
    'Sie waren inzwischen abgemeldet. Was Sie abgeschickt haben, wurde vielleicht nicht ausgeführt: Melden Sie sich an und sehen Sie nach, bevor Sie es noch einmal abschicken.',
  'pages.news.signed_out': 'Sie sind abgemeldet.',

  'pages.confirm_password.title': 'Bestätigen Sie, dass Sie es sind',
  'pages.confirm_password.text':
    'Sie sind als {login} angemeldet. Der nächste Schritt verlangt Ihr Passwort: zehn Minuten nach der letzten Eingabe, und immer, wenn ein Link Sie angemeldet hat.',
  'pages.confirm_password.again':
    'Was Sie ausgewählt oder eingegeben haben, bleibt nicht erhalten: Tun Sie es noch einmal, wenn Sie zurück auf der Seite sind.',
  'pages.confirm_password.kept':
    'Was Sie eingegeben haben, bleibt erhalten und geht weiter, sobald Ihr Passwort bestätigt ist.',
  'pages.confirm_password.waits': 'Damit bestätigen Sie:',
  'pages.confirm_password.not_you':
    'Wenn Sie das nicht selbst begonnen haben, wählen Sie „Jetzt nicht“ und melden Sie sich ab.',
  'pages.confirm_password.act.language': 'Die Sprache Ihrer Seiten und E-Mails ändern',
  'pages.confirm_password.act.factors': 'Ihre zweiten Faktoren ansehen und ändern',
  'pages.confirm_password.act.app': 'Ihrem Konto eine Authenticator-App hinzufügen',
  'pages.confirm_password.act.codes': 'Neue Wiederherstellungscodes für Ihr Konto erzeugen',
  'pages.confirm_password.act.passkey': 'Ihrem Konto einen Passkey hinzufügen',
  'pages.confirm_password.act.remove_factor': 'Einen Ihrer zweiten Faktoren entfernen',
  'pages.confirm_password.act.api_key': 'Einen API-Schlüssel erzeugen, mit dem ein Programm in Ihrem Namen handelt',
  'pages.confirm_password.act.other': 'Etwas, das Ihr Passwort verlangt',
  'pages.confirm_password.wrong': 'Das ist nicht Ihr Passwort.',
  'pages.confirm_password.button': 'Bestätigen',
  'pages.confirm_password.back': 'Jetzt nicht',
  'pages.confirm_password.file.title': 'Ihre Datei liegt bereit',
  'pages.confirm_password.file.text':
    'Ihr Passwort ist bestätigt. Holen Sie die Datei innerhalb von zehn Minuten ab; diese Seite bleibt stehen.',
  'pages.confirm_password.file.button': 'Herunterladen',
  'pages.confirm_password.file.back': 'Zurück zur Liste',

  'pages.not_me.title': 'Waren Sie das?',
  'pages.not_me.text': 'Das Passwort von {login} bei {company} wurde am {at} geändert.',
  'pages.not_me.question': 'Wer hat das Passwort geändert?',
  'pages.not_me.mine': 'Das war ich',
  'pages.not_me.mine.means': 'Nichts ändert sich.',
  'pages.not_me.not_mine': 'Das war ich nicht',
  'pages.not_me.not_mine.means':
    'Das Passwort wird ungültig, alle, die damit angemeldet sind, werden abgemeldet, und wir schicken Ihnen einen Link, mit dem Sie ein neues wählen. Zweite Faktoren, die seitdem dazukamen, und ein Passkey oder Wiederherstellungscodes, die dafür benutzt wurden, öffnen nichts mehr, auch nicht Ihre eigenen.',
  'pages.not_me.missing': 'Wählen Sie eine der beiden Antworten.',
  'pages.not_me.button': 'Antworten',
  'pages.not_me.busy': 'Einen Augenblick …',
  'pages.not_me.asked.title': 'Haben Sie das angefordert?',
  'pages.not_me.asked.text':
    'Am {at} wurde ein Link angefordert, der ein neues Passwort für {login} bei {company} festlegt.',
  'pages.not_me.asked.question': 'Wer hat den Link angefordert?',
  'pages.not_me.asked.mine.means': 'Nichts ändert sich, auch nicht der Link in der E-Mail.',
  'pages.not_me.asked.not_mine.means':
    'Der Link wird ungültig, und die Verwaltung erfährt davon. Ihr Passwort bleibt, wie es ist.',
  'pages.not_me.address.text':
    'Jemand, der als {login} bei {company} angemeldet war, hat am {at} verlangt, dass E-Mails an eine andere E-Mail-Adresse gehen.',
  'pages.not_me.address.question': 'Wer hat die andere Adresse verlangt?',
  'pages.not_me.address.not_mine.means':
    'E-Mails gehen weiter an Ihre Adresse, das Passwort wird ungültig, alle, die damit angemeldet sind, werden abgemeldet, und wir schicken Ihnen einen Link, mit dem Sie ein neues wählen. Zweite Faktoren, die seitdem dazukamen, öffnen nichts mehr, auch nicht Ihre eigenen.',
  'pages.not_me.login.text': 'Der Anmeldename eines Kontos bei {company} wurde am {at} geändert. Er ist jetzt {login}.',
  'pages.not_me.login.question': 'Wer hat den Anmeldenamen geändert?',
  'pages.not_me.login.not_mine.means':
    'Das Passwort wird ungültig, alle, die damit angemeldet sind, werden abgemeldet, und wir schicken Ihnen einen Link, mit dem Sie ein neues wählen. Zweite Faktoren, die seitdem dazukamen, öffnen nichts mehr, auch nicht Ihre eigenen. Der Anmeldename bleibt, wie er jetzt ist; ändern Sie ihn danach zurück.',
  'pages.not_me.sign_in.text':
    'Am {at} hat sich jemand als {login} bei {company} angemeldet, mit einem Browser, der dafür seit einem Jahr, oder seit das Passwort festgelegt wurde, nicht benutzt worden war.',
  'pages.not_me.sign_in.question': 'Wer hat sich angemeldet?',
  'pages.not_me.factor_due.text':
    'Am {at} hat jemand das richtige Passwort von {login} bei {company} eingegeben, mit einem Browser, der dafür seit einem Jahr, oder seit das Passwort festgelegt wurde, nicht benutzt worden war, aber nicht den zweiten Faktor.',
  'pages.not_me.factor_due.question': 'Wer hat das Passwort eingegeben?',
  'pages.not_me.factors.text': 'Die zweiten Faktoren von {login} bei {company} wurden am {at} geändert.',
  'pages.not_me.factors.question': 'Wer hat sie geändert?',
  'pages.not_me.factors_left.text':
    'Zweite Faktoren von {login} bei {company} wurden am {at} geändert oder zum Anmelden benutzt. Seitdem wurde das Konto gesichert.',
  'pages.not_me.factors_left.question': 'Wer war das?',
  'pages.not_me.factors_left.not_mine.means':
    'Was damals dazukam oder dafür benutzt wurde, öffnet nichts mehr, und die Sitzungen, die es geöffnet hat, enden. Sonst ändert sich nichts: Ihr Passwort bleibt, wie es ist.',
  'pages.not_me.factors_left.title': 'Dieser zweite Faktor öffnet nichts mehr',
  'pages.not_me.factors_left.done':
    'Was damals dazukam oder dafür benutzt wurde, öffnet nichts mehr, und die Sitzungen, die es geöffnet hatte, sind beendet. Es bleibt am Konto, bis der Hilfekontakt es entfernt.',
  'pages.not_me.kept.title': 'Danke. Nichts wurde geändert',
  'pages.not_me.kept.text': 'Alles bleibt, wie Sie es wollten. Sie brauchen nichts zu tun.',
  'pages.not_me.cancelled.title': 'Dieser Link gilt nicht mehr',
  'pages.not_me.cancelled.link': 'Der Link in der E-Mail gilt nicht mehr.',
  'pages.not_me.cancelled.password': 'Ihr Passwort wurde nicht berührt; es ist dasselbe wie zuvor.',
  'pages.not_me.cancelled.changed_since':
    'Ihr Passwort wurde geändert, nachdem der Link angefordert wurde. Wenn Sie das nicht waren, drücken Sie „Das war ich nicht“ auch in der E-Mail darüber.',
  'pages.not_me.cancelled.told': 'Die Verwaltung wurde benachrichtigt.',
  'pages.not_me.cancelled.next':
    'Geben Sie einen solchen Link nie weiter. Kann jemand anders Ihr Postfach lesen, melden Sie sich. Kontakt: {help}.',
  'pages.not_me.voided.title': 'Wer immer es war, ist jetzt ausgesperrt',
  'pages.not_me.voided.text': 'Das ist soeben geschehen:',
  'pages.not_me.voided.password': 'Das Passwort gilt nicht mehr; niemand kann sich damit anmelden.',
  'pages.not_me.voided.sessions':
    'Alle Sitzungen des Kontos wurden beendet, und alle früheren Links für ein neues Passwort.',
  'pages.not_me.voided.factors':
    'Zweite Faktoren, die seitdem dazukamen oder während E-Mails woandershin gingen, oder die dafür benutzt wurden, öffnen nichts mehr. Sie bleiben am Konto, bis der Hilfekontakt sie entfernt.',
  'pages.not_me.voided.factors_left':
    'Zweite Faktoren, die in den Tagen davor dazukamen, sind unverändert. Gehört einer davon nicht Ihnen, drücken Sie auch in der E-Mail darüber „Das war ich nicht“: Das nimmt noch immer diesen einen zurück und sonst nichts.',
  'pages.not_me.voided.letter':
    'Eine E-Mail mit einem Link für ein neues Passwort ist unterwegs an die Adresse des Kontos.',
  'pages.not_me.voided.profile':
    'Was in der letzten Woche im Konto selbst an Name, Firma, Sprache und Zeitzone geändert wurde, ist rückgängig gemacht.',
  'pages.not_me.voided.address': 'E-Mails gehen an die Adresse, an die sie vorher gingen.',
  'pages.not_me.voided.no_address':
    'Die frühere Adresse des Kontos ist inzwischen der Anmeldename von jemand anderem; vorerst hat das Konto deshalb keine. Die E-Mail mit dem Link kommt trotzdem dort bei Ihnen an. Melden Sie sich mit Ihrem Anmeldenamen an, und tragen Sie eine andere Adresse ein.',
  'pages.not_me.voided.pause':
    'Wer auf der Anmeldeseite ein Zurücksetzen anfordert, löst für dieses Konto 24 Stunden lang keine E-Mail aus.',
  'pages.not_me.voided.told': 'Die Verwaltung wurde benachrichtigt.',
  'pages.not_me.voided.next':
    'Öffnen Sie die E-Mail und wählen Sie ein neues Passwort. Kommt in zehn Minuten keine, oder kann jemand anders Ihr Postfach lesen, melden Sie sich. Kontakt: {help}.',
  'pages.not_me.voided.factors.next':
    'Melden Sie sich mit einem anderen zweiten Faktor an, den Sie vorher schon hatten. Haben Sie keinen, oder ist einer davon Ihr eigener, melden Sie sich: Man vergewissert sich, dass Sie es sind, und entfernt sie. Kein Link führt an einem zweiten Faktor vorbei. Kontakt: {help}.',

  'pages.confirm_email.title': 'Bestätigen Sie Ihre E-Mail-Adresse',
  'pages.confirm_email.text':
    'Sobald Sie die Schaltfläche gedrückt haben, gehen E-Mails zum Anmeldenamen {login} bei {company} an {address}.',
  'pages.confirm_email.other':
    'In diesem Browser ist {other} angemeldet. Melden Sie sich ab, folgen Sie dem Link in der E-Mail noch einmal, und melden Sie sich als {login} an.',
  'pages.confirm_email.button': 'Diese Adresse bestätigen',
  'pages.confirm_email.busy': 'Wird bestätigt …',
  'pages.confirm_email.done.title': 'Ihre E-Mail-Adresse ist bestätigt',
  'pages.confirm_email.done.text': 'Von jetzt an gehen E-Mails zu Ihrem Konto an {address}.',

  'pages.set_up.title': 'Rekey einrichten',
  'pages.set_up.intro':
    'Sie sind die erste Person in der Verwaltung. Das dauert eine Minute, und alles lässt sich später ändern.',
  'pages.set_up.you': 'Sie',
  'pages.set_up.name': 'Ihr Name',
  'pages.set_up.login': 'Anmeldename',
  'pages.set_up.login.hint': 'Damit melden Sie sich an. Ihre E-Mail-Adresse ist eine gute Wahl.',
  'pages.set_up.email': 'E-Mail',
  'pages.set_up.company': 'Firma',
  'pages.set_up.company.hint': 'Ihr Name steht auf jeder Seite und in jeder E-Mail.',
  'pages.set_up.company.missing': 'Geben Sie den Namen Ihrer Firma ein.',
  'pages.set_up.button': 'Einrichten und anmelden',
  'pages.set_up.busy': 'Wird eingerichtet …',

  'pages.profile.title': 'Ihr Profil',
  'pages.profile.name': 'Name',
  'pages.profile.login': 'Anmeldename',
  'pages.profile.email': 'E-Mail',
  'pages.profile.no_email': 'Keine. Ohne sie können Sie Ihr Passwort nicht selbst zurücksetzen.',
  'pages.profile.email.proven': 'Bestätigt am {at}.',
  'pages.profile.email.unproven': 'Noch nicht bestätigt.',
  'pages.profile.email.change': 'E-Mail-Adresse ändern',
  'pages.profile.email.prove': 'Bestätigen',
  'pages.profile.company': 'Firma',
  'pages.profile.language': 'Sprache',
  'pages.profile.language.hint': 'Darin sind Ihre Seiten und Ihre E-Mails geschrieben.',
  'pages.profile.last_sign_in': 'Letzte Anmeldung',
  'pages.profile.password_changed': 'Passwort geändert',
  'pages.profile.time_zone': 'Zeitzone',
  'pages.profile.time_zone.hint': 'Darin stehen die Zeiten auf Ihren Seiten und in Ihren E-Mails.',
  'pages.profile.save': 'Speichern',
  'pages.profile.saving': 'Wird gespeichert …',
  'pages.profile.others': 'Stimmt Ihr Name oder Anmeldename nicht? Kontakt: {help}.',

  'pages.own_email.title': 'E-Mail-Adresse ändern',
  'pages.own_email.explain':
    'Wir schreiben an die neue Adresse. Sie gilt, sobald Sie die Schaltfläche in dieser E-Mail drücken; bis dahin bleibt alles, wie es ist. Auch Ihre jetzige Adresse erfährt davon.',
  'pages.own_email.now': 'Ihre jetzige Adresse',
  'pages.own_email.new': 'Neue E-Mail',
  'pages.own_email.password': 'Ihr Passwort',
  'pages.own_email.button': 'E-Mail senden',
  'pages.own_email.busy': 'Wird gesendet …',
  'pages.own_email.waiting': '{address} wartet auf die Bestätigung, bis {until}.',

  'pages.own_password.title': 'Passwort ändern',
  'pages.own_password.refused': 'Ihr Passwort wurde noch nicht geändert',
  'pages.own_password.old': 'Altes Passwort',
  'pages.own_password.forgotten': 'Vergessen? Zurücksetzen',

  'pages.security.title': 'Ihre Sitzungen',
  'pages.security.text':
    'Überall, wo Sie angemeldet sind. Beenden Sie, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.',
  'pages.security.this': 'Dieser Browser',
  'pages.security.new': 'Neues Gerät',
  'pages.security.seen': 'Zuletzt benutzt am {at}',
  'pages.security.since': 'Angemeldet am {at}',
  'pages.security.nowhere': 'unbekannte Adresse',
  'pages.security.end': 'Diese Sitzung beenden',
  'pages.security.end_others': 'Alle anderen Sitzungen beenden',
  'pages.security.ending': 'Wird beendet …',
  'pages.security.alone': 'Sie sind sonst nirgends angemeldet.',
  'pages.device.on': '{browser} auf {system}',
  'pages.device.unknown': 'Unbekannter Browser',

  'pages.bug.title': 'Bei uns ist etwas schiefgegangen',
  'pages.bug.text':
    'Wir konnten das nicht zu Ende bringen. Was vorher gespeichert war, ist noch da. Versuchen Sie es gleich noch einmal; geschieht es wieder, nennen Sie diese Nummer. Kontakt: {help}:',
  'pages.method.title': 'Diese Adresse funktioniert so nicht',
  'pages.method.text':
    'Ein Programm hat diese Seite auf eine Weise angefragt, die sie nicht kennt. Nichts wurde geändert. Gehen Sie zur Startseite.',

  'pages.help.title': 'Gute Passwörter, gut aufbewahrt',
  'pages.help.strong.title': 'Ein starkes Passwort',
  'pages.help.strong.rules': 'Ein neues Passwort braucht hier:',
  'pages.help.strong.phrase':
    'Lang schlägt schlau. Ein paar Wörter, die nichts miteinander zu tun haben, sind leicht für Sie und schwer für ein Programm.',
  'pages.help.strong.own': 'Benutzen Sie es sonst nirgends: Was anderswo bekannt wird, wird hier zuerst ausprobiert.',
  'pages.help.strong.avoid':
    'Namen, Geburtstage, Ihre Firma und das Wort „Passwort“ werden zuerst versucht, auch mit einer 0 statt eines o.',
  'pages.help.manager.title': 'Lassen Sie es einen Passwortmanager behalten',
  'pages.help.manager.make': 'Er macht Passwörter, die niemand errät, und für jede Website ein anderes.',
  'pages.help.manager.fill':
    'Er füllt sie nur auf der richtigen Website aus und bemerkt so eine gefälschte früher als Sie.',
  'pages.help.manager.browser':
    'Ihr Browser und Ihr Telefon haben einen eingebaut. Ein Passwort einzufügen geht hier auf jeder Seite.',
  'pages.help.share.title': 'Geben Sie nie einen Link weiter',
  'pages.help.share.key':
    'Ein Link zum Zurücksetzen ist ein Schlüssel zu Ihrem Konto. Leiten Sie die E-Mail nicht weiter, und lesen Sie den Link niemandem vor.',
  'pages.help.share.asked': 'Fragt Sie jemand danach, sind das nicht wir. Kontakt: {help}.',
  'pages.help.quick.title': 'Handeln Sie schnell',
  'pages.help.quick.link': 'Ein Link gilt für begrenzte Zeit und nur einmal; die E-Mail sagt, bis wann.',
  'pages.help.quick.again': 'Einen anderen Link anzufordern geht immer.',
  'pages.help.quick.notice':
    'Nach jeder Änderung Ihres Passworts schreiben wir Ihnen. Waren Sie es nicht, drücken Sie in dieser E-Mail sofort „Das war ich nicht“.',
  'pages.help.staff.title': 'Wonach wir nie fragen',
  'pages.help.staff.password': 'Nach Ihrem Passwort, dem alten oder dem neuen.',
  'pages.help.staff.link': 'Nach dem Link aus einer E-Mail oder einem Bild davon.',
  'pages.help.staff.elsewhere': 'Dass Sie Ihr Passwort irgendwo anders als auf dieser Website eingeben.',
  'pages.help.staff.instead':
    'Wenn Sie anrufen ({help}), wird vielleicht geprüft, wer Sie sind, und ein Link an Ihre eigene Adresse geschickt. Ihr Passwort sieht oder wählt dort niemand.',
} as const satisfies Record<keyof typeof english, string>;
