import type { passwords as english } from '../en/passwords.ts';

export const passwords = {
  'passwords.hint.length': 'Au moins {min, number} caractères',
  'passwords.hint.too_long': 'Au plus {max, number} caractères',
  'passwords.hint.lower': 'Une minuscule',
  'passwords.hint.upper': 'Une majuscule',
  'passwords.hint.number': 'Un chiffre',
  'passwords.hint.special': 'Un caractère spécial : un signe ou une espace',
  'passwords.hint.common':
    'Rien de courant : pas un mot de passe connu, et plus qu’un mot, un nom, une date ou une suite de touches',
  'passwords.hint.personal': 'Rien de personnel : aucune partie de votre nom, identifiant, e-mail ou société',
  'passwords.hint.barred': 'Aucun des mots interdits ici',
  'passwords.hint.breached': 'Inconnu des fuites de données',
  'passwords.hint.used_before':
    '{last, plural, one {Pas le mot de passe que vous avez aujourd’hui} other {Aucun de vos # derniers mots de passe}}',

  'passwords.refused.length':
    'Il a {length, plural, =0 {zéro caractère} one {# caractère} other {# caractères}} ; il en faut au moins {min, number}.',
  'passwords.refused.too_long':
    'Il a {length, number} caractères ; {max, number} au plus sont possibles. Raccourcissez-le.',
  'passwords.refused.lower': 'Il n’a pas de minuscule. Ajoutez-en une.',
  'passwords.refused.upper': 'Il n’a pas de majuscule. Ajoutez-en une.',
  'passwords.refused.number': 'Il n’a pas de chiffre. Ajoutez-en un, de 0 à 9.',
  'passwords.refused.special': 'Il n’a pas de caractère spécial. Ajoutez un signe, comme ! ou -, ou une espace.',
  'passwords.refused.common':
    '{piece, select, list {Il figure sur une liste de mots de passe connus, ou presque. Choisissez-en un autre.} series {Ce ne sont guère que des mots dans leur ordre habituel. Mêlez-y-en d’autres.} date {Ce n’est guère qu’une date. Ajoutez quelques mots.} keyboard {Ce n’est guère qu’une suite de touches voisines. Choisissez plutôt quelques mots.} sequence {Ce n’est guère qu’une suite. Choisissez plutôt quelques mots.} repetition {Ce n’est guère qu’une répétition. Choisissez plutôt quelques mots.} other {Ce n’est guère qu’un mot, un nom ou un nombre courant. Ajoutez un ou deux mots.}}',
  'passwords.refused.barred': 'Il contient « {word} », qui n’est pas permis ici dans un mot de passe. Retirez-le.',
  'passwords.refused.breached':
    'Il est connu d’une fuite de données, et d’autres peuvent donc l’essayer. Choisissez-en un autre, et changez-le partout où vous l’utilisez.',
  'passwords.refused.used_before':
    '{last, plural, =0 {Quelqu’un d’autre le connaît peut-être : il a été invalidé.} one {C’est le mot de passe que vous avez aujourd’hui.} other {C’est un de vos # derniers mots de passe.}} Choisissez-en un nouveau.',
  'passwords.refused.differs':
    'Les deux saisies ne sont pas identiques. Saisissez le nouveau mot de passe dans les deux champs.',
  'passwords.refused.personal':
    '{of, select, name {Il contient « {part} », de votre nom.} login {Il contient « {part} », de votre identifiant.} email {Il contient « {part} », de votre adresse e-mail.} company {Il contient « {part} », du nom de votre société.} other {Il contient « {part} », que d’autres savent de vous.}} Retirez-le, même à l’envers ou avec d’autres signes.',
} as const satisfies Record<keyof typeof english, string>;
