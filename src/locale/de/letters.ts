import type { letters as english } from '../en/letters.ts';

export const letters = {
  'letters.greeting': 'Guten Tag {name},',
  'letters.button': 'Passwort zurücksetzen',
  'letters.link': 'Wenn die Schaltfläche nicht geht, kopieren Sie diese Adresse in Ihren Browser:',
  'letters.steps': 'Was zu tun ist',
  'letters.step.open': 'Drücken Sie die Schaltfläche oder öffnen Sie die Adresse darunter.',
  'letters.step.choose': 'Geben Sie zweimal ein neues Passwort ein. Die Seite zeigt, was es haben muss.',
  'letters.step.done':
    'Drücken Sie „Passwort ändern“. Sie sind dann angemeldet, und alle anderen Ihrer Sitzungen enden.',
  'letters.step.done_without_sign_in':
    'Drücken Sie „Passwort ändern“. Alle Ihre Sitzungen enden; melden Sie sich dann mit dem neuen Passwort an.',
  'letters.rules': 'Das neue Passwort braucht',
  'letters.holds': 'Der Link gilt bis {until} und nur einmal.',
  'letters.never_share':
    'Geben Sie diesen Link niemandem. Niemand bei {company} wird Sie danach oder nach Ihrem Passwort fragen.',
  'letters.education': 'Starke Passwörter, und wonach wir nie fragen',
  'letters.help': 'Fragen? Wenden Sie sich an {contact}.',

  'letters.reset.subject': 'Passwort zurücksetzen für {name}',
  'letters.reset.preview': 'Ihr Link für ein neues Passwort. Er gilt einmal.',
  'letters.reset.title': 'Neues Passwort festlegen',
  'letters.reset.intro':
    'Mit dieser E-Mail legen Sie ein neues Passwort für Ihren Anmeldenamen {login} bei {company} fest.',
  'letters.reset.asked.self': 'Angefordert am {at} auf der Anmeldeseite, von der Netzwerkadresse {address}.',
  'letters.reset.asked.self_nowhere': 'Angefordert am {at} auf der Anmeldeseite.',
  'letters.reset.asked.staff': 'Gesendet von {staff} am {at}.',
  'letters.reset.asked.owner': 'Angefordert am {at} mit einem Link aus einer früheren E-Mail an Sie.',
  'letters.reset.not_asked':
    'Sie haben das nicht angefordert? Dann brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.',
  'letters.reset.not_me':
    'Oder sagen Sie, dass Sie es nicht waren: Dann wird der Link ungültig, und die Verwaltung erfährt davon.',
  'letters.reset.foreign_factor':
    'An diesem Konto sind zweite Faktoren, die vielleicht jemand anders hinzugefügt oder benutzt hat. Sie öffnen nichts. Haben Sie keinen eigenen, entfernt der unten genannte Hilfekontakt sie.',

  'letters.invitation.subject': 'Ihre Einladung zu {company}',
  'letters.invitation.preview': 'Legen Sie Ihr Passwort fest, und Sie sind dabei.',
  'letters.invitation.title': 'Willkommen bei {company}',
  'letters.invitation.intro': 'Bei {company} wurde ein Konto für Sie angelegt. Ihr Anmeldename ist {login}.',
  'letters.invitation.button': 'Passwort festlegen',
  'letters.invitation.by': 'Eingeladen von {staff} am {at}.',

  'letters.changed.subject': 'Ihr Passwort wurde geändert',
  'letters.changed.preview': 'Wenn Sie es waren, ist nichts zu tun.',
  'letters.changed.title': 'Ihr Passwort wurde geändert',
  'letters.changed.intro': 'Das Passwort Ihres Anmeldenamens {login} bei {company} wurde am {at} geändert.',
  'letters.changed.by.link': 'Es wurde mit einem Link aus einer E-Mail an diese Adresse festgelegt.',
  'letters.changed.by.printed_link':
    'Es wurde mit einem Link festgelegt, der zum Weitergeben ausgegeben wurde. Er stand in keiner E-Mail.',
  'letters.changed.by.owner': 'Geändert hat es jemand, der angemeldet war und das alte Passwort kannte.',
  'letters.changed.by.set_up': 'Es wurde mit dem Einrichtungslink dieser Installation festgelegt.',
  'letters.changed.from': 'Netzwerkadresse: {address}. Browser: {agent}.',
  'letters.changed.ended': 'Alle früheren Sitzungen und Links sind beendet.',
  'letters.changed.mine': 'Waren Sie es? Dann ist nichts zu tun.',
  'letters.changed.not_mine':
    'Waren Sie es nicht? Drücken Sie die Schaltfläche: Sie sperrt aus, wer immer es war, und schickt Ihnen einen neuen Link.',
  'letters.changed.button': 'Das war ich nicht',
  'letters.changed.holds': 'Die Schaltfläche gilt bis {until}.',

  'letters.confirm.subject': 'Bestätigen Sie Ihre E-Mail-Adresse',
  'letters.confirm.preview': 'Ein Druck auf die Schaltfläche, und E-Mails zu Ihrem Konto erreichen Sie hier.',
  'letters.confirm.title': 'Bestätigen Sie Ihre E-Mail-Adresse',
  'letters.confirm.intro': 'E-Mails zu Ihrem Anmeldenamen {login} bei {company} sollen künftig an diese Adresse gehen.',
  'letters.confirm.button': 'Diese Adresse bestätigen',
  'letters.confirm.sign_in':
    'Wo Sie nicht angemeldet sind, melden Sie sich zuerst an: So kann niemand sonst sie bestätigen, auch kein Programm, das E-Mails prüft.',
  'letters.confirm.asked': 'Angefordert am {at} von jemandem, der angemeldet war und das Passwort kannte.',
  'letters.confirm.not_asked':
    'Sie wissen nichts davon? Dann brauchen Sie nichts zu tun: Ohne die Schaltfläche ändert sich nichts.',

  'letters.address.subject': 'Ihre E-Mail-Adresse wird geändert',
  'letters.address.preview': 'Wenn Sie es waren, ist nichts zu tun.',
  'letters.address.title': 'Ihre E-Mail-Adresse wird geändert',
  'letters.address.intro':
    'Jemand, der als {login} bei {company} angemeldet war, hat am {at} verlangt, dass E-Mails an {address} gehen.',
  'letters.address.until': 'Das gilt, sobald jene Adresse bestätigt ist. Bis dahin kommen E-Mails hierher.',
  'letters.address.not_mine':
    'Waren Sie es nicht? Drücken Sie die Schaltfläche: Ihre Adresse bleibt, wer immer es war, wird ausgesperrt, und Sie bekommen einen Link für ein neues Passwort.',

  'letters.factor_due.subject': 'Rekey-Warnung: Ihr Passwort wurde auf einem neuen Gerät eingegeben',
  'letters.factor_due.title': 'Ihr Passwort wurde auf einem neuen Gerät eingegeben',
  'letters.factor_due.intro':
    'Am {at} hat jemand das richtige Passwort von {login} bei {company} eingegeben, mit einem Browser, der dafür seit einem Jahr, oder seit das Passwort festgelegt wurde, nicht benutzt worden war, aber nicht den zweiten Faktor. Angemeldet wurde niemand.',

  'letters.new_browser.subject': 'Rekey-Warnung: Anmeldung von einem neuen Gerät',
  'letters.new_browser.title': 'Anmeldung von einem neuen Gerät',
  'letters.new_browser.intro':
    'Am {at} hat sich jemand als {login} bei {company} angemeldet, mit einem Browser, der dafür seit einem Jahr, oder seit das Passwort festgelegt wurde, nicht benutzt worden war.',
  'letters.new_browser.sessions': 'Alle Ihre Sitzungen, zum Ansehen und Beenden:',

  'letters.address_changed.subject': 'Ihre Anmeldedaten wurden geändert',
  'letters.address_changed.preview': 'Wenn Sie davon wissen, ist nichts zu tun.',
  'letters.address_changed.intro': 'Ihr Konto bei {company} wurde am {at} geändert.',
  'letters.address_changed.what.login': 'Sie melden sich jetzt als {login} an.',
  'letters.address_changed.what.email': 'Briefe zum Konto {login} gehen jetzt an eine andere E-Mail-Adresse.',
  'letters.address_changed.what.email_here': 'Briefe zum Konto {login} kommen jetzt an diese Adresse.',
  'letters.address_changed.what.email_nowhere': 'Briefe zum Konto {login} gehen jetzt an keine Adresse.',
  'letters.address_changed.by': 'Geändert von {by}.',
  'letters.address_changed.same_password': 'Ihr Passwort ist dasselbe.',
  'letters.address_changed.ended': 'Links, die vorher gesendet wurden, gelten nicht mehr.',
  'letters.address_changed.not_you': 'Sie haben das nicht erwartet? Wenden Sie sich sofort an uns; wie, steht unten.',

  'letters.code.subject': 'Ihr Bestätigungscode',
  'letters.code.preview': 'Lesen Sie ihn der Person vor, mit der Sie sprechen.',
  'letters.code.intro': 'Jemand vom Helpdesk von {company} spricht mit einer Person, die sagt, sie sei Sie.',
  'letters.code.code': 'Der Code: {code}',
  'letters.code.holds':
    'Er gilt bis {until}, ein einziges Mal. Nennen Sie ihn nur jemandem, den Sie angerufen haben oder dessen Anruf Sie erwarten.',
  'letters.code.not_you':
    'Sie sprechen mit niemandem? Dann nennen Sie niemandem diesen Code; ohne ihn geschieht nichts.',

  'letters.bounces.what': 'E-Mails kamen zurück',
  'letters.bounces.title': 'E-Mails kamen zurück',
  'letters.bounces.intro':
    'Seit {since} {count, plural, one {kam eine E-Mail} other {kamen # E-Mails}} zurück: Ein Mailserver hatte sie von uns angenommen und konnte sie nicht zustellen.',
  'letters.bounces.latest': 'Die letzten',
  'letters.bounces.one': '{name}, {address}: {words}',
  'letters.bounces.one_silent': '{name}, {address}',
  'letters.bounces.next':
    'Die Benutzer sind in der Benutzerliste gekennzeichnet. Berichtigen Sie falsche Adressen, oder sprechen Sie mit den Leuten auf einem Weg, den Sie kennen, und senden Sie noch einmal.',
  'letters.bounces.button': 'Zurückgekommene E-Mails',

  'letters.key_made.what': 'neuer API-Schlüssel',
  'letters.key_made.title': 'Ein neuer API-Schlüssel handelt in Ihrem Namen',
  'letters.key_made.intro':
    'Der Schlüssel „{name}“ wurde am {at} für {login} angelegt. Bis {until} darf ein Programm, das ihn hat, in Ihrem Namen: {scopes}.',
  'letters.key_made.more': 'Es wurden noch weitere angelegt. Die Seite zeigt alle, die noch gelten.',
  'letters.key_made.not_you':
    'Wenn Sie das nicht waren, setzen Sie Ihr Passwort zurück: Damit enden alle Ihre Schlüssel. Einer, den die Seite nicht zeigt, wurde inzwischen widerrufen. Sagen Sie es Ihrer Ansprechperson.',
  'letters.key_made.button': 'Ihre API-Schlüssel ansehen',
  'letters.approval.what': 'Zustimmung nötig',
  'letters.approval.title': 'Eine Anfrage wartet auf Ihre Entscheidung',
  'letters.approval.intro.reset':
    '{by} ({by_login}) hat am {at} verlangt, dass {about} ({about_login}) einen Link für ein neues Passwort bekommt.',
  'letters.approval.intro.administrator':
    '{by} ({by_login}) hat am {at} verlangt, dass {about} ({about_login}) Administratorrechte bekommt.',
  'letters.approval.intro.address':
    '{by} ({by_login}) hat am {at} verlangt, die E-Mail-Adresse, den Anmeldenamen oder die Firma von {about} ({about_login}) zu ändern, einem Konto mit Administratorrechten.',
  'letters.approval.intro.factors':
    '{by} ({by_login}) hat am {at} verlangt, die zweiten Faktoren von {about} ({about_login}) zu entfernen, einem Konto mit Administratorrechten.',
  'letters.approval.intro.mail_server':
    '{by} ({by_login}) hat am {at} verlangt, den Postausgangsserver {about} hinzuzufügen, zu ändern oder zu löschen.',
  'letters.approval.intro.company':
    '{by} ({by_login}) hat am {at} verlangt, dass E-Mails an die Leute von {about} von einer anderen Adresse kommen, ihre Links zu einer anderen führen oder sie für Hilfe woandershin verweisen.',
  'letters.approval.intro.setting':
    '{by} ({by_login}) hat am {at} verlangt, {about, select, approve_administrator_resets {dass das Zurücksetzen und Ändern von Administratoren keine zweite Person mehr braucht} approve_mail_servers {dass das Ändern von Postausgangsservern und von Adressen in E-Mails keine zweite Person mehr braucht} bounce_address {dass zurückkommende E-Mails an eine andere Adresse gehen} other {{about} zu ändern}}.',
  'letters.approval.change.set': '{field}: {after}',
  'letters.approval.change.moved': '{field}: {after}, bisher {before}',
  'letters.approval.change.ended': '{field}: nicht mehr, bisher {before}',
  'letters.approval.change.secret_changed': 'Passwort, Schlüssel oder Zertifikat: ein anderes',
  'letters.approval.change.secret_removed': 'Passwort, Schlüssel oder Zertifikat: keines mehr',
  'letters.approval.change.more': 'Die Seite sagt mehr dazu.',
  'letters.approval.yes': 'ja',
  'letters.approval.no': 'nein',
  'letters.approval.in_clear': 'keine, im Klartext',
  'letters.approval.role':
    '{role, select, user {Benutzer} helpdesk {Helpdesk} access {Zugriffsrechte} settings {Einstellungen} other {{role}}}',
  'letters.approval.field.role': 'Rolle',
  'letters.approval.field.login': 'Anmeldename',
  'letters.approval.field.email': 'E-Mail-Adresse',
  'letters.approval.field.company': 'Firma',
  'letters.approval.field.email_changed_at': 'E-Mail-Adresse geändert am',
  'letters.approval.field.email_given_at':
    'Neues Passwort über einen Link, weil die Verwaltung die E-Mail-Adresse geändert hat am',
  'letters.approval.field.factors_removed_at': 'Zweite Faktoren von der Verwaltung entfernt am',
  'letters.approval.field.smtp_host': 'Postausgangsserver',
  'letters.approval.field.smtp_port': 'Port',
  'letters.approval.field.smtp_encryption': 'Verschlüsselung',
  'letters.approval.field.smtp_user': 'Benutzername',
  'letters.approval.field.active': 'Aktiv',
  'letters.approval.field.order': 'Reihenfolge',
  'letters.approval.field.sequence': 'Platz',
  'letters.approval.field.from': 'Absender',
  'letters.approval.field.from_filter': 'Nur für Absender',
  'letters.approval.field.sender_address': 'E-Mails kommen von',
  'letters.approval.field.base_url': 'Links führen zu',
  'letters.approval.field.help_page': 'Hilfe steht unter',
  'letters.approval.field.help_email': 'Hilfe gibt es per E-Mail von',
  'letters.approval.field.bounce_address': 'Zurückkommende E-Mails gehen an',
  'letters.approval.field.approve_administrator_resets': 'Zweite Person für Administratoren',
  'letters.approval.field.approve_mail_servers': 'Zweite Person für Postausgangsserver',
  'letters.approval.key': 'Angefragt hat ein Programm mit dem API-Schlüssel {key}.',
  'letters.approval.until': 'Es geschieht nichts, solange niemand sonst aus der Verwaltung bis {until} zustimmt.',
  'letters.approval.more': 'Es warten noch weitere Anfragen. Die Seite zeigt alle.',
  'letters.approval.next':
    'Melden Sie sich an, und stimmen Sie zu oder lehnen Sie ab. Haben Sie das nicht erwartet? Dann sprechen Sie zuerst mit {by}, auf einem Weg, den Sie kennen.',
  'letters.approval.button': 'Zustimmen oder ablehnen',

  'letters.alert.subject': 'Rekey-Alarm: {what}',
  'letters.alert.what.password_disowned': 'Passwortänderung bestritten',
  'letters.alert.what.reset_disowned': 'Zurücksetzen nicht angefordert',
  'letters.alert.what.address_disowned': 'Adressänderung bestritten',
  'letters.alert.what.factor_due_disowned': 'Passwort von jemand anderem eingegeben',
  'letters.alert.title.factor_due_disowned': 'Jemand anders als der Besitzer kannte ein Passwort',
  'letters.alert.intro.factor_due_disowned':
    '{name} ({login}) hat am {at} „Das war ich nicht“ gedrückt: Jemand anders hatte auf einem neuen Gerät das richtige Passwort dieses Kontos eingegeben und ist am zweiten Faktor gescheitert.',
  'letters.alert.done.factor_due_disowned':
    'Das Passwort ist ungültig, alle Sitzungen und Links sind beendet, an die Adresse des Kontos ging ein neuer Link, und Anforderungen Fremder führen 24 Stunden lang zu keiner E-Mail.',
  'letters.alert.next.factor_due_disowned':
    'Jemand kannte das Passwort von {name}. Sprechen Sie miteinander auf einem Weg, den Sie kennen, und finden Sie heraus, wo dieses Passwort noch benutzt wurde.',
  'letters.alert.what.login_disowned': 'Änderung des Anmeldenamens bestritten',
  'letters.alert.title.login_disowned':
    'Ein Anmeldename wurde geändert, aber nicht von der Person, der das Konto gehört',
  'letters.alert.intro.login_disowned':
    '{name} ({login}) hat am {at} „Das war ich nicht“ gedrückt: Jemand anders hatte den Anmeldenamen dieses Kontos geändert.',
  'letters.alert.next.login_disowned':
    'Jemand war als {name} angemeldet. Sprechen Sie miteinander auf einem Weg, den Sie kennen, sorgen Sie dafür, dass der Anmeldename wieder stimmt, und sehen Sie im Prüfprotokoll nach, was mit dem Konto geschah.',
  'letters.alert.what.factors_disowned': 'zweite Faktoren bestritten',
  'letters.alert.title.factors_disowned':
    'Zweite Faktoren wurden geändert, aber nicht von der Person, der das Konto gehört',
  'letters.alert.intro.factors_disowned':
    '{name} ({login}) hat am {at} „Das war ich nicht“ gedrückt: Jemand anders hatte die zweiten Faktoren dieses Kontos geändert.',
  'letters.alert.done.factors_disowned':
    'Das Passwort ist ungültig, alle Sitzungen und Links sind beendet, an die Adresse des Kontos ging ein neuer Link, und Anforderungen Fremder führen 24 Stunden lang zu keiner E-Mail.',
  'letters.alert.done.factors_left_disowned':
    'Was damals dazukam oder dafür benutzt wurde, öffnet nichts mehr, und die Sitzungen, die es geöffnet hatte, sind beendet. Das Konto war vorher schon gesichert: Passwort, andere Sitzungen und Links blieben unangetastet.',
  'letters.alert.next.factors_disowned':
    'Jemand war als {name} angemeldet. Sprechen Sie mit der Person auf einem Weg, den Sie kennen, und sehen Sie im Protokoll nach, was mit dem Konto geschah.',
  'letters.alert.no_address':
    'Die frühere Adresse ließ sich nicht zurückgeben: Sie ist inzwischen der Anmeldename von jemand anderem. {name} hat den frischen Link trotzdem dort bekommen und hat vorerst keine Adresse. Geben Sie {name} eine andere, oder ändern Sie jenen Anmeldenamen.',
  'letters.alert.factors':
    'Seitdem kamen zweite Faktoren zum Konto, oder jemand anders hat welche benutzt. Sie öffnen nichts mehr, zählen aber: {name} kommt mit einem anderen, älteren hinein, oder sobald Sie sich der Person vergewissert und sie hier entfernt haben:',
  'letters.alert.what.sign_in_disowned': 'Anmeldung bestritten',
  'letters.alert.title.sign_in_disowned': 'Jemand hat sich angemeldet, und nicht der Besitzer des Kontos',
  'letters.alert.intro.sign_in_disowned':
    '{name} ({login}) hat am {at} „Das war ich nicht“ gedrückt: Jemand anders hatte sich von einem neuen Gerät bei diesem Konto angemeldet.',
  'letters.alert.done.sign_in_disowned':
    'Das Passwort ist ungültig, alle Sitzungen und Links sind beendet, an die Adresse des Kontos ging ein neuer Link, und Anforderungen Fremder führen 24 Stunden lang zu keiner E-Mail.',
  'letters.alert.next.sign_in_disowned':
    'Jemand kannte das Passwort von {name} oder hatte einen Passkey. Sprechen Sie miteinander auf einem Weg, den Sie kennen, und sehen Sie nach, welche zweiten Faktoren das Konto hat und was damit geschah.',
  'letters.alert.title.password_disowned': 'Ein Passwort wurde geändert, und nicht von seinem Besitzer',
  'letters.alert.intro.password_disowned':
    '{name} ({login}) hat am {at} „Das war ich nicht“ gedrückt: Jemand anders hatte das Passwort dieses Kontos geändert.',
  'letters.alert.done.password_disowned':
    'Das Passwort ist ungültig, alle Sitzungen und Links sind beendet, an die Adresse des Kontos ging ein neuer Link, und Anforderungen Fremder führen 24 Stunden lang zu keiner E-Mail.',
  'letters.alert.next.password_disowned':
    'Sprechen Sie mit {name} auf einem Weg, den Sie kennen. Ist das Postfach in fremden Händen, archivieren Sie das Konto, bis es das nicht mehr ist.',
  'letters.alert.title.reset_disowned': 'Ein Zurücksetzen wurde angefordert, und nicht vom Besitzer des Kontos',
  'letters.alert.intro.reset_disowned':
    '{name} ({login}) hat am {at} „Das war ich nicht“ gedrückt: Jemand anders hatte einen Link angefordert, der das Passwort dieses Kontos festlegt.',
  'letters.alert.done.reset_disowned': 'Dieser Link ist ungültig. Das Passwort wurde nicht berührt.',
  'letters.alert.done.reset_disowned_changed_since':
    'Dieser Link gilt nicht mehr. Das Passwort wurde geändert, nachdem er angefordert wurde: Fragen Sie {name} auf einem bekannten Weg, ob sie oder er das war.',
  'letters.alert.next.reset_disowned':
    'Eine einzelne solche E-Mail ist oft ein Tippfehler. Melden es mehrere, sehen Sie bei den letzten Rücksetzungen nach, woher die Anforderungen kommen.',
  'letters.alert.title.address_disowned':
    'Eine andere E-Mail-Adresse wurde verlangt, und nicht vom Besitzer des Kontos',
  'letters.alert.intro.address_disowned':
    '{name} ({login}) hat am {at} „Das war ich nicht“ gedrückt: Jemand, der angemeldet war, hatte verlangt, dass E-Mails an eine andere Adresse gehen.',
  'letters.alert.done.address_disowned':
    'E-Mails gehen an die frühere Adresse, das Passwort ist ungültig, alle Sitzungen und Links sind beendet, an die Adresse des Kontos ging ein neuer Link, und Anforderungen Fremder führen 24 Stunden lang zu keiner E-Mail.',
  'letters.alert.next.address_disowned':
    'Jemand kannte das Passwort von {name}. Sprechen Sie miteinander auf einem Weg, den Sie kennen, und sehen Sie im Prüfprotokoll nach, was mit dem Konto geschah.',

  'mail.test.subject': 'Test-E-Mail von Rekey',
  'mail.test.preheader': 'Ihr Postausgangsserver funktioniert.',
  'mail.test.title': 'Ihr Postausgangsserver funktioniert',
  'mail.test.body': 'Diese E-Mail ging am {moment} über {server} hinaus.',
  'mail.test.compare':
    'Ist sie im Spam-Ordner gelandet, lassen Sie von der Betreuung Ihrer Domain die Einträge für SPF, DKIM und DMARC prüfen.',
  'mail.test.fine': 'Angefordert von jemandem, der dieses Rekey verwaltet. Es ist nichts zu tun.',
} as const satisfies Record<keyof typeof english, string>;
