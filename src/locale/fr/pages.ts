import type { pages as english } from '../en/pages.ts';

export const pages = {
  'ui.product': 'Rekey',
  'ui.skip': 'Aller au contenu',
  'ui.help.nobody': 'votre administrateur',
  'ui.help.ask': 'Besoin d’aide ? Contact : {name}.',
  'ui.password.show': 'Afficher : {field}',
  'ui.languages': 'Langue de cette page',

  'pages.menu': 'Vos pages',
  'pages.menu.overview': 'Vue d’ensemble',
  'pages.menu.profile': 'Profil',
  'pages.menu.password': 'Mot de passe',
  'pages.menu.security': 'Sécurité',
  'pages.menu.sign_out': 'Se déconnecter',
  'pages.errors.title': 'Veuillez revoir ceci',
  'pages.retry_in': 'Réessayez dans {wait}.',
  'pages.retry_in_seconds': '{count, plural, one {Réessayez dans une seconde.} other {Réessayez dans # secondes.}}',
  'pages.home': 'Aller à la page d’accueil',

  'pages.sign_in.title': 'Connexion',
  'pages.sign_in.login': 'Identifiant ou e-mail',
  'pages.sign_in.password': 'Mot de passe',
  'pages.sign_in.button': 'Se connecter',
  'pages.sign_in.busy': 'Connexion …',
  'pages.sign_in.reset': 'Réinitialiser le mot de passe',
  'pages.sign_in.reset_instead':
    'Vous n’êtes pas obligé d’attendre : avec un nouveau mot de passe, choisi par « Réinitialiser le mot de passe » ci-dessous, vous pouvez vous connecter aussitôt dans le navigateur où vous l’avez choisi.',
  'pages.sign_in.by_staff':
    'Ici, c’est votre administrateur qui réinitialise les mots de passe. Vous avez oublié le vôtre ? Contactez {help}.',

  'pages.sign_out.title': 'Déconnexion',
  'pages.sign_out.text': 'Vous êtes connecté comme {name}. La déconnexion ne met fin qu’à la session de ce navigateur.',
  'pages.sign_out.button': 'Se déconnecter',
  'pages.sign_out.stay': 'Rester connecté',

  'pages.ask.title': 'Réinitialiser votre mot de passe',
  'pages.ask.intro': 'Nous vous envoyons un lien pour en choisir un nouveau.',
  'pages.ask.login': 'E-mail',
  'pages.ask.hint': 'ou votre identifiant',
  'pages.ask.missing': 'Saisissez votre adresse e-mail ou votre identifiant.',
  'pages.ask.button': 'Réinitialiser le mot de passe',
  'pages.ask.busy': 'Un instant …',
  'pages.ask.back': 'Retour à la connexion',
  'pages.sent.title': 'Les instructions de réinitialisation sont en route, si un compte correspond.',
  'pages.sent.text':
    'Elles arrivent en quelques minutes ; regardez aussi dans les indésirables. Rien après dix minutes ? {again}, ou contactez {help}.',
  'pages.sent.again': 'Redemandez',
  'pages.sent.careful': 'Le lien est pour vous seul. Personne ne vous le demandera jamais.',

  'pages.new_password.title': 'Choisir un nouveau mot de passe',
  'pages.new_password.welcome': 'Bienvenue chez {company} : choisissez votre mot de passe',
  'pages.new_password.for': 'Pour',
  'pages.new_password.password': 'Nouveau mot de passe',
  'pages.new_password.confirm': 'Confirmer le nouveau mot de passe',
  'pages.new_password.button': 'Changer le mot de passe',
  'pages.new_password.busy': 'Changement …',
  'pages.new_password.holds': 'Votre lien est valable jusqu’au {until} et ne sert qu’une fois.',
  'pages.new_password.then': 'Ensuite, toutes les sessions encore ouvertes ailleurs prennent fin.',
  'pages.new_password.then_signed_in':
    'Ensuite, vous êtes connecté ici, et toutes les sessions encore ouvertes ailleurs prennent fin.',
  'pages.new_password.help': 'Comment choisir un bon mot de passe',
  'pages.new_password.other': 'Pas vous, ou un autre e-mail ? Demander un autre lien',
  'pages.new_password.refused': 'Ce mot de passe ne convient pas encore. Votre lien reste bon.',
  'pages.new_password.same': 'Les deux sont identiques.',
  'pages.new_password.different': 'Pas encore identiques.',

  'pages.rules.title': 'Ce qu’il lui faut',
  'pages.rules.met': 'respecté',
  'pages.rules.not_met': 'non respecté',
  'pages.rules.tip': 'Quelques mots qui n’ont rien à voir entre eux conviennent bien.',
  'pages.rules.count': 'Règles respectées : {met} sur {all}.',
  'pages.rules.all': 'Toutes les règles sont respectées.',

  'pages.expired.mailed': 'Il a été envoyé le {at}.',
  'pages.expired.made': 'Il a été créé le {at}.',
  'pages.expired.newer': 'Un plus récent a été envoyé : {at}. Ouvrez plutôt cet e-mail-là, si vous l’avez.',
  'pages.expired.changed': 'Le mot de passe a été changé : {at}. Cela a mis fin à tous les liens d’avant.',
  'pages.expired.next': 'Un nouveau lien part à la même personne, à l’adresse où ses e-mails arrivent à présent.',
  'pages.expired.button': 'Envoyer un nouveau lien',
  'pages.expired.busy': 'Un instant …',
  'pages.expired.help': 'Cela n’aide pas ? Contactez {help}.',
  'pages.used.text': 'Il a changé le mot de passe, et un lien ne sert qu’une fois.',
  'pages.used.next':
    'Connectez-vous avec le nouveau mot de passe. Si vous ne le connaissez pas, demandez un nouveau lien. Si ce n’est pas vous qui l’avez changé, contactez tout de suite {help}.',
  'pages.used.sign_in': 'Se connecter',
  'pages.used.reset': 'Réinitialiser le mot de passe',
  'pages.unknown.help': 'Si cela ne fonctionne toujours pas, contactez {help}.',
  'pages.mismatch.go_on': 'Continuer avec le dernier lien',

  'pages.done.title': 'Votre mot de passe a été changé',
  'pages.done.signed_in': 'Vous êtes connecté comme {name}. L’ancien mot de passe ne vaut plus rien.',
  'pages.done.factors': 'Seconds facteurs ajoutés ces sept derniers jours',
  'pages.done.factors.text': 'L’un d’eux n’est pas à vous ? Retirez-le maintenant.',
  'pages.done.factors.link': 'Voir mes seconds facteurs',
  'pages.done.ended': 'Ce qui a pris fin',
  'pages.done.tell': 'Qui d’autre devrait le savoir',
  'pages.done.tell.manager': 'Votre gestionnaire de mots de passe, s’il n’a pas proposé de garder le nouveau.',
  'pages.done.tell.devices': 'Les téléphones, logiciels de messagerie et autres appareils qui se connectent pour vous.',
  'pages.done.tell.help': '{help}, si quelqu’un d’autre a pu connaître l’ancien mot de passe.',
  'pages.done.button': 'Continuer',
  'pages.ended.sessions':
    '{count, plural, =0 {Aucune autre session n’était ouverte.} one {Une autre session a pris fin.} other {# autres sessions ont pris fin.}}',
  'pages.ended.api_keys': '{count, plural, one {Une clé d’API a pris fin.} other {# clés d’API ont pris fin.}}',
  'pages.ended.remembered_devices':
    '{count, plural, one {Un appareil mémorisé a été oublié.} other {# appareils mémorisés ont été oubliés.}}',
  'pages.ended.links':
    '{count, plural, one {Un autre lien ne fonctionne plus.} other {# autres liens ne fonctionnent plus.}}',

  'pages.news.password_changed': 'Votre mot de passe a été changé.',
  'pages.news.password_set': 'Votre mot de passe a été changé. Connectez-vous avec le nouveau.',
  'pages.news.profile_saved': 'Votre profil a été enregistré.',
  'pages.news.email_asked':
    'Un e-mail est en route vers {address}. Appuyez sur le bouton qu’il contient : l’adresse ne compte qu’à ce moment-là.',
  'pages.news.sessions_ended':
    '{count, plural, =0 {Aucune autre session n’était ouverte.} one {Une session a pris fin.} other {# sessions ont pris fin.}}',
  'pages.news.signed_out_meanwhile':
    'Votre session avait pris fin entre-temps. Ce que vous avez envoyé n’a peut-être pas été fait : connectez-vous et vérifiez avant de l’envoyer de nouveau.',
  'pages.news.signed_out': 'Vous êtes déconnecté.',

  'pages.confirm_password.title': 'Confirmez que c’est vous',
  'pages.confirm_password.text':
    'Vous êtes connecté en tant que {login}. L’étape suivante demande votre mot de passe : dix minutes après la dernière saisie, et quand c’est un lien qui vous a connecté.',
  'pages.confirm_password.again':
    'Ce que vous avez choisi ou saisi n’est pas conservé : refaites-le une fois revenu sur la page.',
  'pages.confirm_password.kept':
    'Ce que vous avez saisi est conservé et sera transmis dès que votre mot de passe est confirmé.',
  'pages.confirm_password.waits': 'Vous confirmez ainsi :',
  'pages.confirm_password.not_you':
    'Si vous n’avez pas commencé cela vous-même, choisissez « Pas maintenant » et déconnectez-vous.',
  'pages.confirm_password.act.language': 'Changer la langue de vos pages et de vos e-mails',
  'pages.confirm_password.act.factors': 'Voir et modifier vos seconds facteurs',
  'pages.confirm_password.act.app': 'Ajouter une application d’authentification à votre compte',
  'pages.confirm_password.act.codes': 'Créer de nouveaux codes de récupération pour votre compte',
  'pages.confirm_password.act.passkey': 'Ajouter une clé d’accès à votre compte',
  'pages.confirm_password.act.remove_factor': 'Retirer l’un de vos seconds facteurs',
  'pages.confirm_password.act.api_key': 'Créer une clé d’API, avec laquelle un programme agit en votre nom',
  'pages.confirm_password.act.other': 'Une action qui demande votre mot de passe',
  'pages.confirm_password.wrong': 'Ce n’est pas votre mot de passe.',
  'pages.confirm_password.button': 'Confirmer',
  'pages.confirm_password.back': 'Pas maintenant',
  'pages.confirm_password.file.title': 'Votre fichier est prêt',
  'pages.confirm_password.file.text':
    'Votre mot de passe est confirmé. Récupérez le fichier dans les dix minutes ; cette page reste affichée.',
  'pages.confirm_password.file.button': 'Télécharger',
  'pages.confirm_password.file.back': 'Retour à la liste',

  'pages.not_me.title': 'Était-ce vous ?',
  'pages.not_me.text': 'Le mot de passe de {login} chez {company} a été changé le {at}.',
  'pages.not_me.question': 'Qui a changé le mot de passe ?',
  'pages.not_me.mine': 'C’était moi',
  'pages.not_me.mine.means': 'Rien ne change.',
  'pages.not_me.not_mine': 'Ce n’était pas moi',
  'pages.not_me.not_mine.means':
    'Le mot de passe cesse de fonctionner, toutes les personnes connectées avec lui sont déconnectées, et nous vous envoyons un lien pour en choisir un nouveau. Les seconds facteurs ajoutés depuis, et la clé d’accès ou les codes de secours qui ont servi à cela, n’ouvrent plus rien, même les vôtres.',
  'pages.not_me.missing': 'Choisissez une des deux réponses.',
  'pages.not_me.button': 'Répondre',
  'pages.not_me.busy': 'Un instant …',
  'pages.not_me.asked.title': 'L’avez-vous demandé ?',
  'pages.not_me.asked.text':
    'Un lien pour choisir un nouveau mot de passe pour {login} chez {company} a été demandé le {at}.',
  'pages.not_me.asked.question': 'Qui a demandé le lien ?',
  'pages.not_me.asked.mine.means': 'Rien ne change, le lien de l’e-mail non plus.',
  'pages.not_me.asked.not_mine.means':
    'Le lien cesse de fonctionner, et les administrateurs sont prévenus. Votre mot de passe reste ce qu’il est.',
  'pages.not_me.address.text':
    'Quelqu’un qui était connecté comme {login} chez {company} a demandé le {at} que les messages aillent à une autre adresse e-mail.',
  'pages.not_me.address.question': 'Qui a demandé une autre adresse ?',
  'pages.not_me.address.not_mine.means':
    'Les messages continuent d’arriver à votre adresse, le mot de passe cesse de fonctionner, toutes les personnes connectées avec lui sont déconnectées, et nous vous envoyons un lien pour en choisir un nouveau. Les seconds facteurs ajoutés depuis n’ouvrent plus rien, même les vôtres.',
  'pages.not_me.login.text': 'L’identifiant d’un compte chez {company} a été changé le {at}. C’est maintenant {login}.',
  'pages.not_me.login.question': 'Qui a changé l’identifiant ?',
  'pages.not_me.login.not_mine.means':
    'Le mot de passe cesse de fonctionner, toutes les personnes connectées avec lui sont déconnectées, et nous vous envoyons un lien pour en choisir un nouveau. Les seconds facteurs ajoutés depuis n’ouvrent plus rien, même les vôtres. L’identifiant reste tel qu’il est ; changez-le de nouveau ensuite.',
  'pages.not_me.sign_in.text':
    'Quelqu’un s’est connecté comme {login} chez {company} le {at}, avec un navigateur qui n’avait pas servi pour cela depuis un an, ou depuis que le mot de passe a été choisi.',
  'pages.not_me.sign_in.question': 'Qui s’est connecté ?',
  'pages.not_me.factor_due.text':
    'Quelqu’un a saisi le bon mot de passe de {login} chez {company} le {at}, avec un navigateur qui n’avait pas servi pour cela depuis un an, ou depuis que le mot de passe a été choisi, sans donner le second facteur.',
  'pages.not_me.factor_due.question': 'Qui a saisi le mot de passe ?',
  'pages.not_me.factors.text': 'Les seconds facteurs de {login} chez {company} ont été modifiés le {at}.',
  'pages.not_me.factors.question': 'Qui les a modifiés ?',
  'pages.not_me.factors_left.text':
    'Des seconds facteurs de {login} chez {company} ont été modifiés, ou ont servi à une connexion, le {at}. Depuis, le compte a été sécurisé.',
  'pages.not_me.factors_left.question': 'Qui était-ce ?',
  'pages.not_me.factors_left.not_mine.means':
    'Ce qui a été ajouté alors, ou qui a servi à cela, n’ouvre plus rien, et les sessions ouvertes ainsi prennent fin. Rien d’autre ne change : votre mot de passe reste ce qu’il est.',
  'pages.not_me.factors_left.title': 'Ce second facteur n’ouvre plus rien',
  'pages.not_me.factors_left.done':
    'Ce qui a été ajouté alors, ou qui a servi à cela, n’ouvre plus rien, et les sessions ouvertes ainsi ont pris fin. Cela reste sur le compte jusqu’à ce que le contact d’aide le retire.',
  'pages.not_me.kept.title': 'Merci. Rien n’a été changé',
  'pages.not_me.kept.text': 'Tout reste comme vous l’avez voulu. Vous n’avez rien à faire.',
  'pages.not_me.cancelled.title': 'Ce lien ne fonctionne plus',
  'pages.not_me.cancelled.link': 'Le lien de l’e-mail ne fonctionne plus.',
  'pages.not_me.cancelled.password': 'Votre mot de passe n’a pas été touché ; c’est le même qu’avant.',
  'pages.not_me.cancelled.changed_since':
    'Votre mot de passe a été changé après la demande du lien. Si ce n’était pas vous, appuyez aussi sur « Ce n’était pas moi » dans l’e-mail qui en parle.',
  'pages.not_me.cancelled.told': 'Les administrateurs ont été prévenus.',
  'pages.not_me.cancelled.next':
    'Ne donnez jamais un tel lien à personne. Si quelqu’un d’autre peut lire votre boîte, contactez {help}.',
  'pages.not_me.voided.title': 'Qui que ce soit, l’accès lui est fermé',
  'pages.not_me.voided.text': 'Voici ce qui vient d’être fait :',
  'pages.not_me.voided.password': 'Le mot de passe ne fonctionne plus ; personne ne peut se connecter avec lui.',
  'pages.not_me.voided.sessions':
    'Toutes les sessions du compte ont pris fin, et tous les liens d’avant pour choisir un mot de passe.',
  'pages.not_me.voided.factors':
    'Les seconds facteurs ajoutés depuis ou pendant que les messages allaient ailleurs, ou qui ont servi à cela, n’ouvrent plus rien. Ils restent sur le compte jusqu’à ce que le contact d’aide les retire.',
  'pages.not_me.voided.factors_left':
    'Les seconds facteurs ajoutés les jours précédents sont restés tels quels. Si l’un d’eux n’est pas à vous, appuyez aussi sur « Ce n’était pas moi » dans l’e-mail qui en parle : cela retire encore celui-là, et rien d’autre.',
  'pages.not_me.voided.letter':
    'Un e-mail avec un lien pour choisir un nouveau mot de passe est en route vers l’adresse du compte.',
  'pages.not_me.voided.profile':
    'Ce qui a été changé depuis le compte lui-même au cours de la dernière semaine (nom, société, langue, fuseau horaire) est rétabli.',
  'pages.not_me.voided.address': 'Les messages vont à l’adresse à laquelle ils allaient avant.',
  'pages.not_me.voided.no_address':
    'L’ancienne adresse du compte est entre-temps devenue l’identifiant de quelqu’un d’autre ; pour l’instant, le compte n’en a donc pas. L’e-mail avec le lien vous y parvient quand même. Connectez-vous avec votre identifiant et indiquez une autre adresse.',
  'pages.not_me.voided.pause':
    'Pendant 24 heures, demander une réinitialisation sur la page de connexion ne donne lieu à aucun e-mail pour ce compte.',
  'pages.not_me.voided.told': 'Les administrateurs ont été prévenus.',
  'pages.not_me.voided.next':
    'Ouvrez l’e-mail et choisissez un nouveau mot de passe. Si rien n’arrive en dix minutes, ou si quelqu’un d’autre peut lire votre boîte, contactez {help}.',
  'pages.not_me.voided.factors.next':
    'Connectez-vous avec un autre second facteur que vous aviez avant. Si vous n’en avez pas, ou si l’un de ceux-là est le vôtre, contactez {help} : on s’assurera que c’est vous, puis on les retirera. Aucun lien ne contourne un second facteur.',

  'pages.confirm_email.title': 'Confirmez votre adresse e-mail',
  'pages.confirm_email.text':
    'Une fois le bouton pressé, les messages concernant l’identifiant {login} chez {company} arriveront à {address}.',
  'pages.confirm_email.other':
    'Ce navigateur est connecté comme {other}. Déconnectez-vous, suivez encore une fois le lien de l’e-mail, puis connectez-vous comme {login}.',
  'pages.confirm_email.button': 'Confirmer cette adresse',
  'pages.confirm_email.busy': 'Confirmation …',
  'pages.confirm_email.done.title': 'Votre adresse e-mail est confirmée',
  'pages.confirm_email.done.text': 'Désormais, les messages sur votre compte arrivent à {address}.',

  'pages.set_up.title': 'Mettre Rekey en service',
  'pages.set_up.intro':
    'Vous êtes le premier administrateur. Cela prend une minute, et tout pourra être changé plus tard.',
  'pages.set_up.you': 'Vous',
  'pages.set_up.name': 'Votre nom',
  'pages.set_up.login': 'Identifiant',
  'pages.set_up.login.hint': 'Ce avec quoi vous vous connectez. Votre adresse e-mail est un bon choix.',
  'pages.set_up.email': 'E-mail',
  'pages.set_up.company': 'Société',
  'pages.set_up.company.hint': 'Son nom figure sur chaque page et dans chaque e-mail.',
  'pages.set_up.company.missing': 'Saisissez le nom de votre société.',
  'pages.set_up.button': 'Mettre en service et se connecter',
  'pages.set_up.busy': 'Mise en service …',

  'pages.profile.title': 'Votre profil',
  'pages.profile.name': 'Nom',
  'pages.profile.login': 'Identifiant',
  'pages.profile.email': 'E-mail',
  'pages.profile.no_email': 'Aucun. Sans lui, vous ne pouvez pas réinitialiser vous-même votre mot de passe.',
  'pages.profile.email.proven': 'Confirmé le {at}.',
  'pages.profile.email.unproven': 'Pas encore confirmé.',
  'pages.profile.email.change': 'Changer votre adresse e-mail',
  'pages.profile.email.prove': 'La confirmer',
  'pages.profile.company': 'Société',
  'pages.profile.language': 'Langue',
  'pages.profile.language.hint': 'Celle de vos pages et des e-mails que vous recevez.',
  'pages.profile.last_sign_in': 'Dernière connexion',
  'pages.profile.password_changed': 'Mot de passe changé',
  'pages.profile.time_zone': 'Fuseau horaire',
  'pages.profile.time_zone.hint': 'Celui des heures sur vos pages et dans vos e-mails.',
  'pages.profile.save': 'Enregistrer',
  'pages.profile.saving': 'Enregistrement …',
  'pages.profile.others': 'Votre nom ou votre identifiant n’est pas le bon ? Contactez {help}.',

  'pages.own_email.title': 'Changer votre adresse e-mail',
  'pages.own_email.explain':
    'Nous écrivons à la nouvelle adresse. Elle compte dès que vous appuyez sur le bouton de cet e-mail ; d’ici là, tout reste en l’état. Votre adresse actuelle est prévenue, elle aussi.',
  'pages.own_email.now': 'Votre adresse actuelle',
  'pages.own_email.new': 'Nouvel e-mail',
  'pages.own_email.password': 'Votre mot de passe',
  'pages.own_email.button': 'Envoyer l’e-mail',
  'pages.own_email.busy': 'Envoi …',
  'pages.own_email.waiting': '{address} attend d’être confirmée, jusqu’au {until}.',

  'pages.own_password.title': 'Changer votre mot de passe',
  'pages.own_password.refused': 'Votre mot de passe n’a pas encore été changé',
  'pages.own_password.old': 'Ancien mot de passe',
  'pages.own_password.forgotten': 'Oublié ? Réinitialisez-le',

  'pages.security.title': 'Vos sessions',
  'pages.security.text':
    'Partout où vous êtes connecté. Mettez fin à ce que vous ne connaissez pas, puis changez votre mot de passe.',
  'pages.security.this': 'Ce navigateur',
  'pages.security.new': 'Nouvel appareil',
  'pages.security.seen': 'Vu le {at}',
  'pages.security.since': 'Connecté le {at}',
  'pages.security.nowhere': 'adresse inconnue',
  'pages.security.end': 'Mettre fin à cette session',
  'pages.security.end_others': 'Mettre fin à toutes les autres sessions',
  'pages.security.ending': 'En cours …',
  'pages.security.alone': 'Vous n’êtes connecté nulle part ailleurs.',
  'pages.device.on': '{browser} sur {system}',
  'pages.device.unknown': 'Navigateur inconnu',

  'pages.bug.title': 'Quelque chose s’est mal passé de notre côté',
  'pages.bug.text':
    'Nous n’avons pas pu terminer. Ce qui était enregistré avant est toujours là. Réessayez dans un instant ; si cela se reproduit, contactez {help} et donnez ce numéro :',
  'pages.method.title': 'Cette adresse ne fonctionne pas ainsi',
  'pages.method.text':
    'Un programme a demandé cette page d’une façon qu’elle ne connaît pas. Rien n’a été changé. Allez à la page d’accueil.',

  'pages.help.title': 'De bons mots de passe, bien gardés',
  'pages.help.strong.title': 'Un mot de passe sûr',
  'pages.help.strong.rules': 'Ici, il faut à un nouveau mot de passe :',
  'pages.help.strong.phrase':
    'Mieux vaut long que malin. Quelques mots qui n’ont rien à voir entre eux sont faciles pour vous et difficiles pour un programme.',
  'pages.help.strong.own': 'Ne l’utilisez nulle part ailleurs : ce qui fuit d’un autre site est essayé ici en premier.',
  'pages.help.strong.avoid':
    'Les noms, les dates de naissance, votre société et l’expression « mot de passe » sont essayés en premier, même avec un 0 à la place d’un o.',
  'pages.help.manager.title': 'Laissez un gestionnaire de mots de passe le retenir',
  'pages.help.manager.make': 'Il crée des mots de passe que personne ne devine, et un autre pour chaque site.',
  'pages.help.manager.fill': 'Il ne les saisit que sur le bon site, et remarque donc un faux avant vous.',
  'pages.help.manager.browser':
    'Votre navigateur et votre téléphone en contiennent un. Coller un mot de passe fonctionne ici sur chaque page.',
  'pages.help.share.title': 'Ne partagez jamais un lien',
  'pages.help.share.key':
    'Un lien de réinitialisation est une clé de votre compte. Ne transférez pas l’e-mail, et ne lisez le lien à personne.',
  'pages.help.share.asked': 'Si quelqu’un vous le demande, ce n’est pas nous. Contactez {help}.',
  'pages.help.quick.title': 'Agissez vite',
  'pages.help.quick.link': 'Un lien est valable un temps limité et ne sert qu’une fois ; l’e-mail dit jusqu’à quand.',
  'pages.help.quick.again': 'Demander un autre lien est toujours possible.',
  'pages.help.quick.notice':
    'Après chaque changement de votre mot de passe, nous vous écrivons. Si ce n’était pas vous, appuyez tout de suite sur « Ce n’était pas moi » dans cet e-mail.',
  'pages.help.staff.title': 'Ce que nous ne demandons jamais',
  'pages.help.staff.password': 'Votre mot de passe, l’ancien ou le nouveau.',
  'pages.help.staff.link': 'Le lien d’un e-mail, ou une image de celui-ci.',
  'pages.help.staff.elsewhere': 'De saisir votre mot de passe ailleurs que sur ce site.',
  'pages.help.staff.instead':
    'Quand vous appelez {help}, on vérifie peut-être qui vous êtes, et on envoie un lien à votre propre adresse. Personne n’y voit ni n’y choisit votre mot de passe.',
} as const satisfies Record<keyof typeof english, string>;
