import type { passwords as english } from '../en/passwords.ts';

export const passwords = {
  'passwords.hint.length': 'Al menos {min, number} caracteres',
  'passwords.hint.too_long': 'Como máximo {max, number} caracteres',
  'passwords.hint.lower': 'Una letra minúscula',
  'passwords.hint.upper': 'Una letra mayúscula',
  'passwords.hint.number': 'Un número',
  'passwords.hint.special': 'Un carácter especial: un signo o un espacio',
  'passwords.hint.common':
    'Nada común: ninguna contraseña conocida, y más que una palabra, un nombre, una fecha o una fila de teclas',
  'passwords.hint.personal': 'Nada personal: ninguna parte de su nombre, usuario, correo o empresa',
  'passwords.hint.barred': 'Ninguna de las palabras que aquí no se permiten',
  'passwords.hint.breached': 'No conocida por una filtración de datos',
  'passwords.hint.used_before':
    '{last, plural, one {No la contraseña que tiene ahora} other {Ninguna de sus últimas # contraseñas}}',

  'passwords.refused.length':
    'Tiene {length, plural, =0 {cero caracteres} one {# carácter} other {# caracteres}}; se necesitan al menos {min, number}.',
  'passwords.refused.too_long': 'Tiene {length, number} caracteres; caben como máximo {max, number}. Acórtela.',
  'passwords.refused.lower': 'No tiene ninguna minúscula. Añada una.',
  'passwords.refused.upper': 'No tiene ninguna mayúscula. Añada una.',
  'passwords.refused.number': 'No tiene ningún número. Añada una cifra del 0 al 9.',
  'passwords.refused.special': 'No tiene ningún carácter especial. Añada un signo, como ! o -, o un espacio.',
  'passwords.refused.common':
    '{piece, select, list {Está en una lista de contraseñas conocidas, o casi. Elija otra.} series {Es poco más que palabras en su orden habitual. Mezcle otras.} date {Es poco más que una fecha. Añada unas palabras.} keyboard {Es poco más que una fila de teclas vecinas. Elija mejor unas palabras.} sequence {Es poco más que una secuencia. Elija mejor unas palabras.} repetition {Es poco más que una repetición. Elija mejor unas palabras.} other {Es poco más que una palabra, un nombre o un número comunes. Añada una o dos palabras.}}',
  'passwords.refused.barred': 'Contiene «{word}», que aquí no se permite en las contraseñas. Quítelo.',
  'passwords.refused.breached':
    'Se conoce por una filtración de datos, así que otros pueden probarla. Elija otra, y cámbiela también donde más la use.',
  'passwords.refused.used_before':
    '{last, plural, =0 {Puede que la conozca otra persona: se invalidó.} one {Es la contraseña que tiene ahora.} other {Es una de sus últimas # contraseñas.}} Elija una nueva.',
  'passwords.refused.differs': 'Las dos entradas no son iguales. Escriba la contraseña nueva en los dos campos.',
  'passwords.refused.personal':
    '{of, select, name {Contiene «{part}», de su nombre.} login {Contiene «{part}», de su usuario.} email {Contiene «{part}», de su dirección de correo.} company {Contiene «{part}», del nombre de su empresa.} other {Contiene «{part}», que otros saben de usted.}} Quítelo, también al revés o con otros signos.',
} as const satisfies Record<keyof typeof english, string>;
