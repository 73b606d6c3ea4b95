import type { FactorTexts } from '../translated.ts';

export const factors: FactorTexts = {
  'factors.prove.title': 'Encore une étape',
  'factors.prove.code': 'Code à saisir',
  'factors.prove.code.hint': 'Six chiffres de votre application d’authentification, ou l’un de vos codes de secours.',
  'factors.prove.recovery': 'Code de secours',
  'factors.prove.remember': 'Ne plus demander sur cet appareil pendant 30 jours',
  'factors.prove.button': 'Se connecter',
  'factors.prove.passkey': 'Utiliser une clé d’accès',
  'factors.prove.passkey_at': 'Utiliser une clé d’accès sur {host}',
  'factors.prove.other': 'Se connecter avec un autre compte',
  'factors.prove.disowned.title': 'Quelqu’un d’autre a ajouté ou utilisé des seconds facteurs',
  'factors.prove.disowned':
    'Votre mot de passe est juste. Sur votre compte se trouvent des seconds facteurs ajoutés ou utilisés par quelqu’un d’autre : ils n’ouvrent rien, et sans second facteur vous n’entrez pas. Le contact d’aide les retire, dès qu’il est clair que c’est vous : {help}.',
  'factors.own.title': 'Second facteur',
  'factors.own.text':
    'Avec un second facteur, personne n’entre avec votre seul mot de passe ou votre seule boîte aux lettres.',
  'factors.own.demanded': 'Votre rôle exige un second facteur. Ajoutez-en un pour continuer.',
  'factors.own.disowned': 'Vous avez dit que ce n’était pas vous : ceci n’ouvre rien. Retirez-le.',
  'factors.own.app': 'Application d’authentification',
  'factors.own.app.on': 'Votre application affiche les codes qui vous sont demandés.',
  'factors.own.app.off': 'Une application sur votre téléphone affiche un nouveau code toutes les 30 secondes.',
  'factors.own.app.add': 'Ajouter une application',
  'factors.own.app.remove': 'Retirer l’application',
  'factors.own.passkeys': 'Clés d’accès',
  'factors.own.passkeys.text':
    'Un téléphone, un ordinateur ou une clé de sécurité vous connecte par empreinte, visage ou code PIN.',
  'factors.own.passkeys.since': 'ajoutée le {at}',
  'factors.own.passkeys.used': 'dernière utilisation le {at}',
  'factors.own.passkeys.name': 'Nom de la clé',
  'factors.own.passkeys.name.hint': 'Pour la reconnaître : « Mon téléphone ».',
  'factors.own.passkeys.add': 'Ajouter une clé d’accès',
  'factors.own.passkeys.add_at': 'Ajouter une clé d’accès sur {host}',
  'factors.own.passkeys.remove': 'Retirer {name}',
  'factors.own.codes': 'Codes de secours',
  'factors.own.codes.left':
    '{count, plural, =0 {Il n’en reste aucun. Créez-en de nouveaux avant de perdre votre appareil.} one {Il en reste un. Créez-en de nouveaux.} other {Il en reste #. Chacun sert une fois.}}',
  'factors.own.codes.draw': 'Créer de nouveaux codes',
  'factors.own.devices': 'Appareils mémorisés',
  'factors.own.devices.count':
    '{count, plural, one {Le second facteur n’est pas demandé sur un appareil.} other {Le second facteur n’est pas demandé sur # appareils.}}',
  'factors.own.devices.forget': 'Le redemander sur tous',
  'factors.app.title': 'Ajouter une application d’authentification',
  'factors.app.scan': 'Scannez cette image avec l’application, ou saisissez-y la clé.',
  'factors.app.type': 'Saisissez le code que l’application affiche maintenant.',
  'factors.app.picture': 'La clé sous forme d’image pour l’application',
  'factors.app.secret': 'Clé :',
  'factors.app.button': 'Confirmer',
  'factors.codes.title': 'Vos codes de secours',
  'factors.codes.done': 'Le second facteur est désormais demandé.',
  'factors.codes.text':
    'Gardez ces codes là où vous les trouverez sans votre appareil : sur papier ou dans votre gestionnaire de mots de passe. Chacun sert une fois. Ils ne sont affichés que maintenant.',
  'factors.codes.kept': 'Je les ai gardés',
  'factors.letter.subject': 'Alerte Rekey : votre second facteur a été modifié',
  'factors.letter.title': 'Votre second facteur a été modifié',
  'factors.letter.what':
    '{what, select, totp_added {Une application d’authentification a été ajoutée à votre compte {login}.} totp_removed {L’application d’authentification de votre compte {login} a été retirée.} passkey_added {Une clé d’accès a été ajoutée à votre compte {login}.} passkey_removed {Une clé d’accès de votre compte {login} a été retirée.} recovery_codes_drawn {De nouveaux codes de secours ont été créés pour votre compte {login} ; les précédents ne sont plus valables.} recovery_code_used {Un code de secours de votre compte {login} a été utilisé.} devices_forgotten {Le second facteur est redemandé sur les appareils où il ne l’était plus.} other {L’administration a retiré tous les seconds facteurs de votre compte {login}.}}',
};
