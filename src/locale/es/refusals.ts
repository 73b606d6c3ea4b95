import type { RefusalTexts } from '../translated.ts';

export const refusals = {
  'refusals.malformed.title': 'Esta solicitud no se entiende',
  'refusals.malformed':
    'Está incompleta o se dañó por el camino. No se ha cambiado nada. Vuelva atrás, cargue de nuevo la página y repita el paso.',
  'refusals.too_large.title': 'Es demasiado de una vez',
  'refusals.too_large':
    'El formulario era más grande de lo que puede ser. No se ha cambiado nada. Vuelva atrás y escriba menos.',
  'refusals.cross_site.title': 'Este formulario no se envió desde nuestra propia página',
  'refusals.cross_site':
    'Para protegerle, solo se aceptan formularios de este sitio. No se ha cambiado nada. Abra la página aquí y envíe de nuevo el formulario; si no sirve, pruebe con otro navegador.',
  'refusals.cookies_needed.title': 'Esta página necesita cookies',
  'refusals.cookies_needed':
    'Su navegador no guarda ninguna cookie de este sitio, {what, select, sign_in {así que aquí no ha iniciado sesión. No se ha cambiado nada más. Permita las cookies de este sitio en los ajustes de su navegador, o use otro navegador. Después inicie sesión otra vez} other {así que la página de su enlace no puede abrirse. No se ha cambiado nada, y el enlace vale como antes. Permita las cookies de este sitio en los ajustes de su navegador, o use otro navegador. Después abra el enlace otra vez}}.',
  'refusals.not_signed_in.title': 'No ha iniciado sesión',
  'refusals.not_signed_in':
    'La sesión ha terminado, o no la había. No se ha cambiado nada. Inicie sesión y repita el paso.',
  'refusals.forbidden.title': 'No puede hacer esto',
  'refusals.forbidden': 'Su rol no lo permite. No se ha cambiado nada. Si lo necesita, pídalo a un administrador.',
  'refusals.not_found.title': 'Aquí no hay nada',
  'refusals.not_found': 'Lo que busca no existe, o ya no. No se ha cambiado nada. Compruebe la dirección o el nombre.',
  'refusals.wrong_credentials.title': 'Usuario o contraseña incorrectos.',
  'refusals.wrong_credentials':
    'Compruebe ambos e inténtelo de nuevo; en una contraseña cuentan las mayúsculas y las minúsculas. Si no la recuerda, restablézcala.',
  'refusals.wrong_password.title': 'Esta no es su contraseña',
  'refusals.wrong_password': 'No se ha cambiado nada. Escriba la contraseña con la que inicia sesión ahora.',
  'refusals.limited.title': 'Demasiados intentos en poco tiempo',
  'refusals.limited':
    'Esto protege a todos de quien adivina y de las avalanchas. No se ha cambiado nada y no se ha perdido nada. Espere y luego inténtelo otra vez.',
  'refusals.challenge_needed.title': 'Espere unos segundos',
  'refusals.challenge_needed':
    'Esto mantiene alejados a los programas que prueban miles de veces. No se ha cambiado nada y no se ha perdido nada. {wait, plural, one {Espere un segundo} other {Espere # segundos}} y pulse el botón otra vez.',
  'refusals.busy.title': 'Ahora mismo hay demasiada actividad',
  'refusals.busy': 'No se ha cambiado nada y no se ha perdido nada. Espere un momento e inténtelo de nuevo.',
  'refusals.link_unknown.title': 'Este enlace no funciona',
  'refusals.link_unknown':
    'Quizá se cortó al copiarlo, o es más antiguo de lo que recordamos. No se ha cambiado nada. Ábralo otra vez desde el correo, entero, o solicite uno nuevo.',
  'refusals.link_expired.title': 'Este enlace ha caducado',
  'refusals.link_expired': 'No se ha cambiado nada. Solicite un enlace nuevo.',
  'refusals.link_used.title': 'Este enlace ya se ha usado',
  'refusals.link_used':
    'Un enlace vale una vez, y este ya ha cumplido. Inicie sesión, o restablezca su contraseña si no puede.',
  'refusals.link_mismatch.title': 'Este formulario y su enlace ya no van juntos',
  'refusals.link_mismatch':
    'Su navegador ha abierto otro enlace desde entonces, o ha guardado esta página demasiado tiempo. Este formulario no ha cambiado nada, y el último enlace que se abrió vale como antes. Siga con él, o abra otra vez el correo correcto.',
  'refusals.password_refused.title': 'Esta contraseña aún no sirve',
  'refusals.password_refused': 'Su contraseña no se ha cambiado. Elija una que cumpla todas las reglas.',
  'refusals.breaches_unknown.title': 'Esta contraseña no se puede comprobar ahora',
  'refusals.breaches_unknown':
    'El servicio que conoce las contraseñas de las filtraciones de datos no responde. Su contraseña no se ha cambiado, y su enlace vale como antes. Espere un minuto e inténtelo de nuevo.',
  'refusals.wrong_code.title': 'Este código no es correcto',
  'refusals.wrong_code':
    'Puede ser del minuto anterior, o ya se usó. Escriba el código que la aplicación muestra ahora, o uno de sus códigos de recuperación.',
  'refusals.passkey_refused.title': 'Esta clave de acceso no se aceptó',
  'refusals.passkey_refused': 'No se cambió nada. Inténtelo otra vez, o elija otro camino.',
  'refusals.factor_exists.title': 'Ya hay una aplicación de autenticación',
  'refusals.factor_exists': 'No se cambió nada. Quítela primero si quiere usar otra.',
  'refusals.app_offered_elsewhere.title': 'Se empezó una aplicación de autenticación en otra sesión',
  'refusals.app_offered_elsewhere': 'Lo que escaneó no cuenta. Empiece de nuevo.',
  'refusals.factor_missing.title': 'Antes hace falta un segundo factor',
  'refusals.factor_missing': 'Su rol lo exige. Añada una aplicación de autenticación o una clave de acceso y continúe.',
  'refusals.choice_missing.title': 'No se ha elegido ninguna respuesta',
  'refusals.choice_missing': 'No se ha cambiado nada. Elija una de las respuestas.',
  'refusals.login_missing.title': 'Falta el usuario',
  'refusals.login_missing': 'No se ha cambiado nada. Escriba un usuario.',
  'refusals.login_malformed.title': 'Este usuario se confunde con otro',
  'refusals.login_malformed':
    'Contiene un carácter que nadie ve, o así se llama alguien que fue eliminado. No se ha cambiado nada. Elija otro usuario.',
  'refusals.login_taken.title': 'Este usuario es de otra persona',
  'refusals.login_taken':
    'Es el usuario o la dirección de correo de otra persona. No se ha cambiado nada. Elija otro usuario.',
  'refusals.name_missing.title': 'Falta el nombre',
  'refusals.name_missing': 'No se ha cambiado nada. Escriba un nombre.',
  'refusals.email_malformed.title': 'Esto no es una dirección de correo',
  'refusals.email_malformed': 'No se ha cambiado nada. Escriba una como nombre@example.com.',
  'refusals.email_is_login.title': 'Esta dirección de correo es el usuario de otra persona',
  'refusals.email_is_login':
    'Al iniciar sesión designaría a esa persona. No se ha cambiado nada. Use otra dirección o pida a un administrador que cambie ese usuario.',
  'refusals.login_is_email.title': 'Este usuario es también la dirección de correo de otra persona',
  'refusals.login_is_email':
    'Mientras compartan la dirección, escribirla designa solo a esta cuenta, y hay que poder contactar con ella ahí. No se ha cambiado nada. Con otro usuario, que puede dar un administrador, también se podrá cambiar la dirección.',
  'refusals.already_set_up.title': 'Rekey ya está en marcha',
  'refusals.already_set_up':
    'Ya hay un administrador, así que nadie puede ser el primero. No se ha cambiado nada. Inicie sesión o restablezca su contraseña.',
  'refusals.self_service_off.title': 'Aquí las contraseñas las restablece su administrador',
  'refusals.self_service_off':
    'Solicitar un enlace uno mismo está desactivado. No se ha cambiado nada. Pida un enlace a su administrador.',
  'refusals.scope_above_role.title': 'Esta clave podría hacer más que su propietario',
  'refusals.scope_above_role':
    'El rol del propietario no permite hacer nada con {scope}, y una clave no crece con su propietario. No se ha creado nada. Quite ese permiso.',
  'refusals.too_many_keys.title': 'Ya hay demasiadas claves de API',
  'refusals.too_many_keys':
    'Nadie tiene más de {most, number}. No se ha creado ninguna. Revoque antes una que ningún programa necesite.',
} as const satisfies RefusalTexts;
