import type { letters as english } from '../en/letters.ts';

export const letters = {
  'letters.greeting': 'Bonjour {name},',
  'letters.button': 'Réinitialiser le mot de passe',
  'letters.link': 'Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :',
  'letters.steps': 'Que faire',
  'letters.step.open': 'Appuyez sur le bouton, ou ouvrez l’adresse qui le suit.',
  'letters.step.choose': 'Saisissez deux fois un nouveau mot de passe. La page montre ce qu’il lui faut.',
  'letters.step.done':
    'Appuyez sur « Changer le mot de passe ». Vous êtes alors connecté, et toutes vos autres sessions prennent fin.',
  'letters.step.done_without_sign_in':
    'Appuyez sur « Changer le mot de passe ». Toutes vos sessions prennent fin ; connectez-vous ensuite avec le nouveau mot de passe.',
  'letters.rules': 'Il faut au nouveau mot de passe',
  'letters.holds': 'Le lien est valable jusqu’au {until} et ne sert qu’une fois.',
  'letters.never_share':
    'Ne donnez ce lien à personne. Personne chez {company} ne vous le demandera, ni votre mot de passe.',
  'letters.education': 'Les mots de passe sûrs, et ce que nous ne demandons jamais',
  'letters.help': 'Des questions ? Contact : {contact}.',

  'letters.reset.subject': 'Réinitialisation du mot de passe de {name}',
  'letters.reset.preview': 'Votre lien pour choisir un nouveau mot de passe. Il ne sert qu’une fois.',
  'letters.reset.title': 'Choisir un nouveau mot de passe',
  'letters.reset.intro':
    'Cet e-mail vous permet de choisir un nouveau mot de passe pour votre identifiant {login} chez {company}.',
  'letters.reset.asked.self': 'Demandé le {at} sur la page de connexion, depuis l’adresse réseau {address}.',
  'letters.reset.asked.self_nowhere': 'Demandé le {at} sur la page de connexion.',
  'letters.reset.asked.staff': 'Envoyé par {staff} le {at}.',
  'letters.reset.asked.owner': 'Demandé le {at} avec un lien d’un e-mail que vous aviez reçu.',
  'letters.reset.not_asked': 'Vous n’avez rien demandé ? Alors ne faites rien : votre mot de passe reste ce qu’il est.',
  'letters.reset.not_me': 'Ou dites que ce n’était pas vous : cela annule le lien et prévient les administrateurs.',
  'letters.reset.foreign_factor':
    'Sur ce compte se trouvent des seconds facteurs que quelqu’un d’autre a peut-être ajoutés ou utilisés. Ils n’ouvrent rien. Si vous n’en avez pas à vous, le contact d’aide ci-dessous les retire.',

  'letters.invitation.subject': 'Votre invitation chez {company}',
  'letters.invitation.preview': 'Choisissez votre mot de passe et entrez.',
  'letters.invitation.title': 'Bienvenue chez {company}',
  'letters.invitation.intro': 'Un compte a été créé pour vous chez {company}. Votre identifiant est {login}.',
  'letters.invitation.button': 'Choisir votre mot de passe',
  'letters.invitation.by': 'Invitation de {staff}, le {at}.',

  'letters.changed.subject': 'Votre mot de passe a été changé',
  'letters.changed.preview': 'Si c’était vous, il n’y a rien à faire.',
  'letters.changed.title': 'Votre mot de passe a été changé',
  'letters.changed.intro': 'Le mot de passe de votre identifiant {login} chez {company} a été changé le {at}.',
  'letters.changed.by.link': 'Il a été choisi avec un lien d’un e-mail envoyé à cette adresse.',
  'letters.changed.by.printed_link':
    'Il a été choisi avec un lien affiché pour être remis. Il n’était dans aucun e-mail.',
  'letters.changed.by.owner': 'Il a été changé par quelqu’un qui était connecté et connaissait l’ancien.',
  'letters.changed.by.set_up': 'Il a été choisi avec le lien de mise en service de cette installation.',
  'letters.changed.from': 'Adresse réseau : {address}. Navigateur : {agent}.',
  'letters.changed.ended': 'Toutes les sessions et tous les liens d’avant ont pris fin.',
  'letters.changed.mine': 'C’était vous ? Alors il n’y a rien à faire.',
  'letters.changed.not_mine':
    'Ce n’était pas vous ? Appuyez sur le bouton : il met dehors l’auteur du changement et vous envoie un nouveau lien.',
  'letters.changed.button': 'Ce n’était pas moi',
  'letters.changed.holds': 'Le bouton fonctionne jusqu’au {until}.',

  'letters.confirm.subject': 'Confirmez votre adresse e-mail',
  'letters.confirm.preview': 'Appuyez sur le bouton, et les messages sur votre compte vous parviendront ici.',
  'letters.confirm.title': 'Confirmez votre adresse e-mail',
  'letters.confirm.intro':
    'Les messages concernant votre identifiant {login} chez {company} doivent désormais arriver à cette adresse.',
  'letters.confirm.button': 'Confirmer cette adresse',
  'letters.confirm.sign_in':
    'Là où vous n’êtes pas connecté, connectez-vous d’abord : ainsi personne d’autre ne peut la confirmer, ni aucun programme qui vérifie les e-mails.',
  'letters.confirm.asked': 'Demandé le {at} par quelqu’un qui était connecté et connaissait le mot de passe.',
  'letters.confirm.not_asked': 'Cela ne vous dit rien ? Alors ne faites rien : sans le bouton, rien ne change.',

  'letters.address.subject': 'Votre adresse e-mail va être changée',
  'letters.address.preview': 'Si c’était vous, il n’y a rien à faire.',
  'letters.address.title': 'Votre adresse e-mail va être changée',
  'letters.address.intro':
    'Quelqu’un qui était connecté comme {login} chez {company} a demandé le {at} que les messages aillent à {address}.',
  'letters.address.until': 'Cela comptera dès que cette adresse sera confirmée. D’ici là, les messages arrivent ici.',
  'letters.address.not_mine':
    'Ce n’était pas vous ? Appuyez sur le bouton : il garde votre adresse, met dehors l’auteur de la demande et vous envoie un lien pour choisir un nouveau mot de passe.',

  'letters.factor_due.subject': 'Alerte Rekey : votre mot de passe a été saisi sur un nouvel appareil',
  'letters.factor_due.title': 'Votre mot de passe a été saisi sur un nouvel appareil',
  'letters.factor_due.intro':
    'Quelqu’un a saisi le bon mot de passe de {login} chez {company} le {at}, avec un navigateur qui n’avait pas servi pour cela depuis un an, ou depuis que le mot de passe a été choisi, sans donner le second facteur. Personne n’a été connecté.',

  'letters.new_browser.subject': 'Alerte Rekey : connexion depuis un nouvel appareil',
  'letters.new_browser.title': 'Connexion depuis un nouvel appareil',
  'letters.new_browser.intro':
    'Quelqu’un s’est connecté comme {login} chez {company} le {at}, avec un navigateur qui n’avait pas servi pour cela depuis un an, ou depuis que le mot de passe a été choisi.',
  'letters.new_browser.sessions': 'Toutes vos sessions, pour les voir et y mettre fin :',

  'letters.address_changed.subject': 'Vos informations de connexion ont été modifiées',
  'letters.address_changed.preview': 'Si vous êtes au courant, il n’y a rien à faire.',
  'letters.address_changed.intro': 'Votre compte chez {company} a été modifié le {at}.',
  'letters.address_changed.what.login': 'Vous vous connectez maintenant avec l’identifiant {login}.',
  'letters.address_changed.what.email': 'Les messages du compte {login} vont maintenant à une autre adresse e-mail.',
  'letters.address_changed.what.email_here': 'Les messages du compte {login} arrivent maintenant à cette adresse.',
  'letters.address_changed.what.email_nowhere': 'Les messages du compte {login} ne vont maintenant à aucune adresse.',
  'letters.address_changed.by': 'Modifié par {by}.',
  'letters.address_changed.same_password': 'Votre mot de passe est le même.',
  'letters.address_changed.ended': 'Les liens envoyés auparavant ne sont plus valables.',
  'letters.address_changed.not_you':
    'Vous ne vous y attendiez pas ? Contactez-nous tout de suite ; la façon de le faire figure ci-dessous.',

  'letters.code.subject': 'Votre code de vérification',
  'letters.code.preview': 'Lisez-le à la personne avec qui vous parlez.',
  'letters.code.intro': 'Quelqu’un de l’assistance de {company} parle avec une personne qui dit être vous.',
  'letters.code.code': 'Le code : {code}',
  'letters.code.holds':
    'Il est valable jusqu’au {until}, une seule fois. Ne le lisez qu’à une personne que vous avez appelée ou dont vous attendez l’appel.',
  'letters.code.not_you':
    'Vous ne parlez avec personne ? Alors ne dites ce code à personne ; sans lui, rien ne se passe.',

  'letters.bounces.what': 'des e-mails sont revenus',
  'letters.bounces.title': 'Des e-mails sont revenus',
  'letters.bounces.intro':
    'Depuis le {since}, {count, plural, one {un e-mail est revenu} other {# e-mails sont revenus}} : un serveur de messagerie les avait acceptés et n’a pas pu les remettre.',
  'letters.bounces.latest': 'Les derniers',
  'letters.bounces.one': '{name}, {address} : {words}',
  'letters.bounces.one_silent': '{name}, {address}',
  'letters.bounces.next':
    'Les utilisateurs concernés sont signalés dans la liste. Corrigez les adresses fausses, ou parlez aux personnes par un moyen que vous connaissez, puis envoyez de nouveau.',
  'letters.bounces.button': 'E-mails revenus',

  'letters.key_made.what': 'nouvelle clé API',
  'letters.key_made.title': 'Une nouvelle clé API agit en votre nom',
  'letters.key_made.intro':
    'La clé « {name} » a été créée pour {login} le {at}. Jusqu’au {until}, un programme qui la détient peut, en votre nom : {scopes}.',
  'letters.key_made.more': 'D’autres ont été créées. La page montre toutes celles qui sont encore valables.',
  'letters.key_made.not_you':
    'Si ce n’était pas vous, réinitialisez votre mot de passe : toutes vos clés prennent alors fin. Une clé que la page ne montre pas a été révoquée entre-temps. Prévenez votre contact d’assistance.',
  'letters.key_made.button': 'Voir vos clés API',
  'letters.approval.what': 'approbation nécessaire',
  'letters.approval.title': 'Une demande attend votre décision',
  'letters.approval.intro.reset':
    '{by} ({by_login}) a demandé le {at} que {about} ({about_login}) reçoive un lien pour choisir un nouveau mot de passe.',
  'letters.approval.intro.administrator':
    '{by} ({by_login}) a demandé le {at} que {about} ({about_login}) reçoive les droits d’administrateur.',
  'letters.approval.intro.address':
    '{by} ({by_login}) a demandé le {at} de modifier l’adresse e-mail, l’identifiant ou la société de {about} ({about_login}), un compte qui a les droits d’administrateur.',
  'letters.approval.intro.factors':
    '{by} ({by_login}) a demandé le {at} de retirer les seconds facteurs de {about} ({about_login}), un compte qui a les droits d’administrateur.',
  'letters.approval.intro.mail_server':
    '{by} ({by_login}) a demandé le {at} d’ajouter, de modifier ou de supprimer le serveur de messagerie sortant {about}.',
  'letters.approval.intro.company':
    '{by} ({by_login}) a demandé le {at} que les e-mails aux personnes de {about} viennent d’une autre adresse, que leurs liens mènent à une autre ou qu’ils renvoient ailleurs pour l’aide.',
  'letters.approval.intro.setting':
    '{by} ({by_login}) a demandé le {at} {about, select, approve_administrator_resets {que les réinitialisations et les modifications des administrateurs ne demandent plus de second administrateur} approve_mail_servers {que les modifications des serveurs de messagerie sortants et des adresses dans les e-mails ne demandent plus de second administrateur} bounce_address {que les e-mails retournés aillent à une autre adresse} other {de modifier {about}}}.',
  'letters.approval.change.set': '{field} : {after}',
  'letters.approval.change.moved': '{field} : {after}, jusqu’ici {before}',
  'letters.approval.change.ended': '{field} : plus rien, jusqu’ici {before}',
  'letters.approval.change.secret_changed': 'Mot de passe, clé ou certificat : un autre',
  'letters.approval.change.secret_removed': 'Mot de passe, clé ou certificat : plus aucun',
  'letters.approval.change.more': 'La page en dit plus.',
  'letters.approval.yes': 'oui',
  'letters.approval.no': 'non',
  'letters.approval.in_clear': 'aucun, en clair',
  'letters.approval.role':
    '{role, select, user {Utilisateur} helpdesk {Assistance} access {Droits d’accès} settings {Paramètres} other {{role}}}',
  'letters.approval.field.role': 'Rôle',
  'letters.approval.field.login': 'Identifiant',
  'letters.approval.field.email': 'Adresse e-mail',
  'letters.approval.field.company': 'Société',
  'letters.approval.field.email_changed_at': 'Adresse e-mail changée le',
  'letters.approval.field.email_given_at':
    'Nouveau mot de passe par un lien, car l’adresse e-mail a été changée par l’administration le',
  'letters.approval.field.factors_removed_at': 'Seconds facteurs retirés par l’administration le',
  'letters.approval.field.smtp_host': 'Serveur de messagerie',
  'letters.approval.field.smtp_port': 'Port',
  'letters.approval.field.smtp_encryption': 'Chiffrement',
  'letters.approval.field.smtp_user': 'Nom d’utilisateur',
  'letters.approval.field.active': 'Actif',
  'letters.approval.field.order': 'Ordre',
  'letters.approval.field.sequence': 'Place',
  'letters.approval.field.from': 'Expéditeur',
  'letters.approval.field.from_filter': 'Seulement pour les expéditeurs',
  'letters.approval.field.sender_address': 'Les e-mails viennent de',
  'letters.approval.field.base_url': 'Les liens mènent à',
  'letters.approval.field.help_page': 'L’aide se trouve sur',
  'letters.approval.field.help_email': 'L’aide se demande à',
  'letters.approval.field.bounce_address': 'Les e-mails retournés vont à',
  'letters.approval.field.approve_administrator_resets': 'Second administrateur pour les administrateurs',
  'letters.approval.field.approve_mail_servers': 'Second administrateur pour les serveurs de messagerie',
  'letters.approval.key': 'La demande vient d’un programme, avec la clé d’API {key}.',
  'letters.approval.until': 'Rien ne sera fait si aucun autre administrateur ne l’approuve d’ici au {until}.',
  'letters.approval.more': 'D’autres demandes attendent. La page les montre toutes.',
  'letters.approval.next':
    'Connectez-vous, puis approuvez ou refusez. Vous ne vous y attendiez pas ? Alors parlez d’abord à {by} par un moyen que vous connaissez.',
  'letters.approval.button': 'Approuver ou refuser',

  'letters.alert.subject': 'Alerte Rekey : {what}',
  'letters.alert.what.password_disowned': 'changement de mot de passe contesté',
  'letters.alert.what.reset_disowned': 'réinitialisation non demandée',
  'letters.alert.what.address_disowned': 'changement d’adresse contesté',
  'letters.alert.what.factor_due_disowned': 'mot de passe saisi par quelqu’un d’autre',
  'letters.alert.title.factor_due_disowned': 'Quelqu’un d’autre que le propriétaire connaissait un mot de passe',
  'letters.alert.intro.factor_due_disowned':
    '{name} ({login}) a appuyé sur « Ce n’était pas moi » le {at} : quelqu’un d’autre avait saisi le bon mot de passe de ce compte sur un nouvel appareil, et a été arrêté par le second facteur.',
  'letters.alert.done.factor_due_disowned':
    'Le mot de passe ne vaut plus rien, toutes les sessions et tous les liens ont pris fin, un nouveau lien est parti à l’adresse du compte, et pendant 24 heures les demandes d’inconnus ne donnent lieu à aucun e-mail.',
  'letters.alert.next.factor_due_disowned':
    'Quelqu’un connaissait le mot de passe de {name}. Parlez-lui par un moyen que vous connaissez, et cherchez où ce mot de passe a servi par ailleurs.',
  'letters.alert.what.login_disowned': 'changement d’identifiant contesté',
  'letters.alert.title.login_disowned': 'Un identifiant a été changé, et pas par le propriétaire du compte',
  'letters.alert.intro.login_disowned':
    '{name} ({login}) a appuyé sur « Ce n’était pas moi » le {at} : quelqu’un d’autre avait changé l’identifiant de ce compte.',
  'letters.alert.next.login_disowned':
    'Quelqu’un était connecté comme {name}. Parlez-lui par un moyen que vous connaissez, veillez à ce que l’identifiant soit de nouveau le bon, et regardez dans le journal d’audit ce qui a été fait avec le compte.',
  'letters.alert.what.factors_disowned': 'seconds facteurs contestés',
  'letters.alert.title.factors_disowned': 'Des seconds facteurs ont été modifiés, et pas par le propriétaire du compte',
  'letters.alert.intro.factors_disowned':
    '{name} ({login}) a appuyé sur « Ce n’était pas moi » le {at} : quelqu’un d’autre avait modifié les seconds facteurs de ce compte.',
  'letters.alert.done.factors_disowned':
    'Le mot de passe ne vaut plus rien, toutes les sessions et tous les liens ont pris fin, un nouveau lien est parti à l’adresse du compte, et pendant 24 heures les demandes d’inconnus ne donnent lieu à aucun e-mail.',
  'letters.alert.done.factors_left_disowned':
    'Ce qui a été ajouté alors, ou qui a servi à cela, n’ouvre plus rien, et les sessions ouvertes ainsi ont pris fin. Le compte avait déjà été sécurisé : son mot de passe, ses autres sessions et ses liens n’ont pas été touchés.',
  'letters.alert.next.factors_disowned':
    'Quelqu’un était connecté comme {name}. Parlez-lui par un moyen que vous connaissez, et regardez dans le journal ce qui a été fait du compte.',
  'letters.alert.no_address':
    'L’ancienne adresse n’a pas pu être rendue : elle est devenue l’identifiant de quelqu’un d’autre. {name} y a quand même reçu le nouveau lien, et n’a pas d’adresse pour l’instant. Donnez-en une autre à {name}, ou changez cet identifiant.',
  'letters.alert.factors':
    'Des seconds facteurs ont été ajoutés au compte depuis, ou utilisés par quelqu’un d’autre. Ils n’ouvrent plus rien, mais comptent : {name} entre avec un autre, plus ancien, ou dès que vous vous serez assuré de la personne et les aurez retirés ici :',
  'letters.alert.what.sign_in_disowned': 'connexion contestée',
  'letters.alert.title.sign_in_disowned': 'Quelqu’un s’est connecté, et ce n’était pas le propriétaire du compte',
  'letters.alert.intro.sign_in_disowned':
    '{name} ({login}) a appuyé sur « Ce n’était pas moi » le {at} : quelqu’un d’autre s’était connecté à ce compte depuis un nouvel appareil.',
  'letters.alert.done.sign_in_disowned':
    'Le mot de passe ne vaut plus rien, toutes les sessions et tous les liens ont pris fin, un nouveau lien est parti à l’adresse du compte, et pendant 24 heures les demandes d’inconnus ne donnent lieu à aucun e-mail.',
  'letters.alert.next.sign_in_disowned':
    'Quelqu’un connaissait le mot de passe de {name}, ou avait une clé d’accès. Parlez-lui par un moyen que vous connaissez, et regardez les seconds facteurs du compte et ce qui en a été fait.',
  'letters.alert.title.password_disowned': 'Un mot de passe a été changé, et pas par son propriétaire',
  'letters.alert.intro.password_disowned':
    '{name} ({login}) a appuyé sur « Ce n’était pas moi » le {at} : quelqu’un d’autre avait changé le mot de passe de ce compte.',
  'letters.alert.done.password_disowned':
    'Le mot de passe ne vaut plus rien, toutes les sessions et tous les liens ont pris fin, un nouveau lien est parti à l’adresse du compte, et pendant 24 heures les demandes d’inconnus ne donnent lieu à aucun e-mail.',
  'letters.alert.next.password_disowned':
    'Parlez à {name} par un moyen que vous connaissez. Si sa boîte est entre d’autres mains, archivez le compte jusqu’à ce qu’elle ne le soit plus.',
  'letters.alert.title.reset_disowned': 'Une réinitialisation a été demandée, et pas par le propriétaire du compte',
  'letters.alert.intro.reset_disowned':
    '{name} ({login}) a appuyé sur « Ce n’était pas moi » le {at} : quelqu’un d’autre avait demandé un lien pour choisir le mot de passe de ce compte.',
  'letters.alert.done.reset_disowned': 'Ce lien ne fonctionne plus. Le mot de passe n’a pas été touché.',
  'letters.alert.done.reset_disowned_changed_since':
    'Ce lien ne fonctionne plus. Le mot de passe a été changé après la demande : demandez à {name}, par un moyen que vous connaissez, si c’était bien cette personne.',
  'letters.alert.next.reset_disowned':
    'Un seul e-mail de ce genre est souvent une faute de frappe. Si d’autres personnes en signalent, regardez dans les dernières réinitialisations d’où viennent les demandes.',
  'letters.alert.title.address_disowned':
    'Une autre adresse e-mail a été demandée, et pas par le propriétaire du compte',
  'letters.alert.intro.address_disowned':
    '{name} ({login}) a appuyé sur « Ce n’était pas moi » le {at} : quelqu’un qui était connecté avait demandé que les messages aillent à une autre adresse.',
  'letters.alert.done.address_disowned':
    'Les messages vont à l’adresse d’avant, le mot de passe ne vaut plus rien, toutes les sessions et tous les liens ont pris fin, un nouveau lien est parti à l’adresse du compte, et pendant 24 heures les demandes d’inconnus ne donnent lieu à aucun e-mail.',
  'letters.alert.next.address_disowned':
    'Quelqu’un connaissait le mot de passe de {name}. Parlez-lui par un moyen que vous connaissez, et regardez dans le journal d’audit ce qui a été fait avec le compte.',

  'mail.test.subject': 'E-mail d’essai de Rekey',
  'mail.test.preheader': 'Votre serveur de messagerie sortant fonctionne.',
  'mail.test.title': 'Votre serveur de messagerie sortant fonctionne',
  'mail.test.body': 'Cet e-mail est parti par {server} le {moment}.',
  'mail.test.compare':
    'S’il est arrivé dans le dossier des indésirables, demandez à qui s’occupe de votre domaine de vérifier les enregistrements SPF, DKIM et DMARC.',
  'mail.test.fine': 'Demandé par quelqu’un qui administre ce Rekey. Il n’y a rien à faire.',
} as const satisfies Record<keyof typeof english, string>;
