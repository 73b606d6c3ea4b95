import type { RefusalTexts } from '../translated.ts';

export const refusals = {
  'refusals.malformed.title': 'Cette demande est incompréhensible',
  'refusals.malformed':
    'Elle est incomplète ou a été abîmée en chemin. Rien n’a été changé. Revenez en arrière, rechargez la page et recommencez.',
  'refusals.too_large.title': 'C’est trop à la fois',
  'refusals.too_large':
    'Le formulaire était plus grand qu’il ne peut l’être. Rien n’a été changé. Revenez en arrière et saisissez-en moins.',
  'refusals.cross_site.title': 'Ce formulaire ne vient pas de notre propre page',
  'refusals.cross_site':
    'Pour vous protéger, seuls les formulaires de ce site sont acceptés. Rien n’a été changé. Ouvrez la page ici et renvoyez le formulaire ; si cela n’aide pas, essayez un autre navigateur.',
  'refusals.cookies_needed.title': 'Cette page a besoin de cookies',
  'refusals.cookies_needed':
    'Votre navigateur ne garde aucun cookie de ce site, {what, select, sign_in {vous n’êtes donc pas connecté ici. Rien d’autre n’a été changé. Autorisez les cookies de ce site dans les réglages de votre navigateur, ou prenez un autre navigateur. Connectez-vous ensuite de nouveau} other {la page de votre lien ne peut donc pas s’ouvrir. Rien n’a été changé, et le lien est aussi bon qu’avant. Autorisez les cookies de ce site dans les réglages de votre navigateur, ou prenez un autre navigateur. Ouvrez ensuite de nouveau le lien}}.',
  'refusals.not_signed_in.title': 'Vous n’êtes pas connecté',
  'refusals.not_signed_in':
    'La session a pris fin, ou il n’y en avait pas. Rien n’a été changé. Connectez-vous et recommencez.',
  'refusals.forbidden.title': 'Vous n’en avez pas le droit',
  'refusals.forbidden':
    'Votre rôle ne le permet pas. Rien n’a été changé. Si vous en avez besoin, demandez à un administrateur.',
  'refusals.not_found.title': 'Il n’y a rien ici',
  'refusals.not_found':
    'Ce que vous cherchez n’existe pas, ou plus. Rien n’a été changé. Vérifiez l’adresse ou le nom.',
  'refusals.wrong_credentials.title': 'Identifiant ou mot de passe incorrect.',
  'refusals.wrong_credentials':
    'Vérifiez les deux et réessayez ; dans un mot de passe, majuscules et minuscules comptent. Si vous l’avez oublié, réinitialisez-le.',
  'refusals.wrong_password.title': 'Ce n’est pas votre mot de passe',
  'refusals.wrong_password':
    'Rien n’a été changé. Saisissez le mot de passe avec lequel vous vous connectez aujourd’hui.',
  'refusals.limited.title': 'Trop d’essais en peu de temps',
  'refusals.limited':
    'Cela protège tout le monde des devinettes et des inondations. Rien n’a été changé, et rien n’est perdu. Attendez, puis essayez encore une fois.',
  'refusals.challenge_needed.title': 'Patientez quelques secondes',
  'refusals.challenge_needed':
    'Cela tient à distance les programmes qui essaient des milliers de fois. Rien n’a été changé, et rien n’est perdu. {wait, plural, one {Attendez une seconde} other {Attendez # secondes}}, puis appuyez encore une fois sur le bouton.',
  'refusals.busy.title': 'Il y a trop de monde en ce moment',
  'refusals.busy': 'Rien n’a été changé, et rien n’est perdu. Attendez un instant et réessayez.',
  'refusals.link_unknown.title': 'Ce lien ne fonctionne pas',
  'refusals.link_unknown':
    'Il a peut-être été coupé en le copiant, ou il est plus ancien que notre mémoire. Rien n’a été changé. Ouvrez-le de nouveau depuis l’e-mail, en entier, ou demandez-en un autre.',
  'refusals.link_expired.title': 'Ce lien a expiré',
  'refusals.link_expired': 'Rien n’a été changé. Demandez un nouveau lien.',
  'refusals.link_used.title': 'Ce lien a déjà servi',
  'refusals.link_used':
    'Un lien ne sert qu’une fois, et celui-ci a fait son office. Connectez-vous, ou réinitialisez votre mot de passe si vous ne le pouvez pas.',
  'refusals.link_mismatch.title': 'Ce formulaire et son lien ne vont plus ensemble',
  'refusals.link_mismatch':
    'Votre navigateur a ouvert un autre lien depuis, ou a gardé cette page trop longtemps. Ce formulaire n’a rien changé, et le lien ouvert en dernier est aussi bon qu’avant. Continuez avec lui, ou ouvrez de nouveau le bon e-mail.',
  'refusals.password_refused.title': 'Ce mot de passe ne convient pas encore',
  'refusals.password_refused': 'Votre mot de passe n’a pas été changé. Choisissez-en un qui suit toutes les règles.',
  'refusals.breaches_unknown.title': 'Ce mot de passe ne peut pas être vérifié en ce moment',
  'refusals.breaches_unknown':
    'Le service qui connaît les mots de passe des fuites de données ne répond pas. Votre mot de passe n’a pas été changé, et votre lien est aussi bon qu’avant. Attendez une minute et réessayez.',
  'refusals.wrong_code.title': 'Ce code n’est pas le bon',
  'refusals.wrong_code':
    'Il date peut-être de la minute précédente ou a déjà servi. Saisissez le code que l’application affiche maintenant, ou l’un de vos codes de secours.',
  'refusals.passkey_refused.title': 'Cette clé d’accès n’a pas été acceptée',
  'refusals.passkey_refused': 'Rien n’a été modifié. Réessayez, ou choisissez un autre moyen.',
  'refusals.factor_exists.title': 'Il y a déjà une application d’authentification',
  'refusals.factor_exists': 'Rien n’a été modifié. Retirez-la d’abord si vous voulez en utiliser une autre.',
  'refusals.app_offered_elsewhere.title': 'Une application d’authentification a été commencée dans une autre session',
  'refusals.app_offered_elsewhere': 'Ce que vous avez scanné ne compte pas. Veuillez recommencer.',
  'refusals.factor_missing.title': 'Il faut d’abord un second facteur',
  'refusals.factor_missing':
    'Votre rôle l’exige. Ajoutez une application d’authentification ou une clé d’accès, puis continuez.',
  'refusals.choice_missing.title': 'Aucune réponse n’a été choisie',
  'refusals.choice_missing': 'Rien n’a été changé. Choisissez une des réponses.',
  'refusals.login_missing.title': 'L’identifiant manque',
  'refusals.login_missing': 'Rien n’a été changé. Saisissez un identifiant.',
  'refusals.login_malformed.title': 'Cet identifiant se confond avec un autre',
  'refusals.login_malformed':
    'Il contient un caractère que personne ne voit, ou c’est ainsi que s’appelle une personne supprimée. Rien n’a été changé. Choisissez un autre identifiant.',
  'refusals.login_taken.title': 'Cet identifiant appartient à quelqu’un d’autre',
  'refusals.login_taken':
    'C’est l’identifiant ou l’adresse e-mail d’une autre personne. Rien n’a été changé. Choisissez un autre identifiant.',
  'refusals.name_missing.title': 'Le nom manque',
  'refusals.name_missing': 'Rien n’a été changé. Saisissez un nom.',
  'refusals.email_malformed.title': 'Ce n’est pas une adresse e-mail',
  'refusals.email_malformed': 'Rien n’a été changé. Saisissez-en une comme nom@example.com.',
  'refusals.email_is_login.title': 'Cette adresse e-mail est l’identifiant de quelqu’un d’autre',
  'refusals.email_is_login':
    'Saisie à la connexion, elle désignerait cette personne. Rien n’a été changé. Prenez une autre adresse, ou demandez à un administrateur de changer cet identifiant.',
  'refusals.login_is_email.title': 'Cet identifiant est aussi l’adresse e-mail de quelqu’un d’autre',
  'refusals.login_is_email':
    'Tant que l’adresse est partagée, la saisir désigne ce compte seul, et il doit y être joignable. Rien n’a été changé. Avec un autre identifiant, qu’un administrateur peut donner, l’adresse pourra être changée aussi.',
  'refusals.already_set_up.title': 'Rekey est déjà en service',
  'refusals.already_set_up':
    'Il y a un administrateur, et personne ne peut donc devenir le premier. Rien n’a été changé. Connectez-vous, ou réinitialisez votre mot de passe.',
  'refusals.self_service_off.title': 'Ici, c’est votre administrateur qui réinitialise les mots de passe',
  'refusals.self_service_off':
    'Demander un lien soi-même est désactivé. Rien n’a été changé. Demandez un lien à votre administrateur.',
  'refusals.scope_above_role.title': 'Cette clé aurait plus de droits que son propriétaire',
  'refusals.scope_above_role':
    'Le rôle du propriétaire ne permet rien avec {scope}, et une clé ne grandit pas avec son propriétaire. Rien n’a été créé. Retirez cette autorisation.',
  'refusals.too_many_keys.title': 'Il y a déjà trop de clés d’API',
  'refusals.too_many_keys':
    'Personne n’en a plus de {most, number}. Aucune n’a été créée. Révoquez d’abord une clé dont aucun programme n’a plus besoin.',
} as const satisfies RefusalTexts;
