import type { pages as english } from '../en/pages.ts';

export const pages = {
  'ui.product': 'Rekey',
  'ui.skip': 'Ir al contenido',
  'ui.help.nobody': 'su administrador',
  'ui.help.ask': '¿Necesita ayuda? Contacto: {name}.',
  'ui.password.show': 'Mostrar: {field}',
  'ui.languages': 'Idioma de esta página',

  'pages.menu': 'Sus páginas',
  'pages.menu.overview': 'Resumen',
  'pages.menu.profile': 'Perfil',
  'pages.menu.password': 'Contraseña',
  'pages.menu.security': 'Seguridad',
  'pages.menu.sign_out': 'Cerrar sesión',
  'pages.errors.title': 'Revise esto, por favor',
  'pages.retry_in': 'Inténtelo de nuevo dentro de {wait}.',
  'pages.retry_in_seconds':
    '{count, plural, one {Inténtelo de nuevo dentro de un segundo.} other {Inténtelo de nuevo dentro de # segundos.}}',
  'pages.home': 'Ir a la página de inicio',

  'pages.sign_in.title': 'Iniciar sesión',
  'pages.sign_in.login': 'Usuario o correo',
  'pages.sign_in.password': 'Contraseña',
  'pages.sign_in.button': 'Iniciar sesión',
  'pages.sign_in.busy': 'Iniciando sesión …',
  'pages.sign_in.reset': 'Restablecer contraseña',
  'pages.sign_in.reset_instead':
    'No hace falta esperar: con una contraseña nueva, elegida en «Restablecer contraseña», más abajo, puede iniciar sesión enseguida en el navegador en el que la elija.',
  'pages.sign_in.by_staff':
    'Aquí las contraseñas las restablece su administrador. ¿Olvidó la suya? Contacte con {help}.',

  'pages.sign_out.title': 'Cerrar sesión',
  'pages.sign_out.text': 'Tiene la sesión iniciada como {name}. Al cerrarla termina solo la sesión de este navegador.',
  'pages.sign_out.button': 'Cerrar sesión',
  'pages.sign_out.stay': 'Seguir con la sesión',

  'pages.ask.title': 'Restablecer su contraseña',
  'pages.ask.intro': 'Le enviamos un enlace para elegir una nueva.',
  'pages.ask.login': 'Correo electrónico',
  'pages.ask.hint': 'o su usuario',
  'pages.ask.missing': 'Escriba su dirección de correo o su usuario.',
  'pages.ask.button': 'Restablecer contraseña',
  'pages.ask.busy': 'Un momento …',
  'pages.ask.back': 'Volver al inicio de sesión',
  'pages.sent.title': 'Las instrucciones para restablecer la contraseña van de camino, si hay una cuenta que coincida.',
  'pages.sent.text':
    'Llegan en unos minutos; mire también en el correo no deseado. ¿Nada después de diez minutos? {again}, o contacte con {help}.',
  'pages.sent.again': 'Solicítelo otra vez',
  'pages.sent.careful': 'El enlace es solo para usted. Nadie se lo pedirá nunca.',

  'pages.new_password.title': 'Elija una contraseña nueva',
  'pages.new_password.welcome': 'Le damos la bienvenida a {company}: elija su contraseña',
  'pages.new_password.for': 'Para',
  'pages.new_password.password': 'Contraseña nueva',
  'pages.new_password.confirm': 'Confirmar la contraseña nueva',
  'pages.new_password.button': 'Cambiar contraseña',
  'pages.new_password.busy': 'Cambiando …',
  'pages.new_password.holds': 'Su enlace vale hasta el {until} y una sola vez.',
  'pages.new_password.then': 'Después terminan todas las sesiones que sigan abiertas en otros sitios.',
  'pages.new_password.then_signed_in':
    'Después su sesión queda iniciada aquí, y terminan todas las que sigan abiertas en otros sitios.',
  'pages.new_password.help': 'Cómo elegir una buena contraseña',
  'pages.new_password.other': '¿No es usted, o es otro correo? Solicitar otro enlace',
  'pages.new_password.refused': 'Esta contraseña aún no sirve. Su enlace sigue valiendo.',
  'pages.new_password.same': 'Las dos son iguales.',
  'pages.new_password.different': 'Aún no son iguales.',

  'pages.rules.title': 'Qué necesita',
  'pages.rules.met': 'cumplida',
  'pages.rules.not_met': 'sin cumplir',
  'pages.rules.tip': 'Unas pocas palabras que no tengan nada que ver entre sí van bien.',
  'pages.rules.count': 'Reglas cumplidas: {met} de {all}.',
  'pages.rules.all': 'Se cumplen todas las reglas.',

  'pages.expired.mailed': 'Se envió el {at}.',
  'pages.expired.made': 'Se creó el {at}.',
  'pages.expired.newer': 'Se envió uno más reciente: {at}. Abra ese correo en su lugar, si lo tiene.',
  'pages.expired.changed': 'La contraseña se cambió: {at}. Eso puso fin a todos los enlaces anteriores.',
  'pages.expired.next': 'Un enlace nuevo va a la misma persona, a la dirección a la que llegan ahora sus correos.',
  'pages.expired.button': 'Enviar un enlace nuevo',
  'pages.expired.busy': 'Un momento …',
  'pages.expired.help': '¿No le sirve? Contacte con {help}.',
  'pages.used.text': 'Cambió la contraseña, y un enlace vale una sola vez.',
  'pages.used.next':
    'Inicie sesión con la contraseña nueva. Si no la conoce, solicite un enlace nuevo. Si no fue usted quien la cambió, contacte enseguida con {help}.',
  'pages.used.sign_in': 'Iniciar sesión',
  'pages.used.reset': 'Restablecer contraseña',
  'pages.unknown.help': 'Si sigue sin funcionar, contacte con {help}.',
  'pages.mismatch.go_on': 'Seguir con el último enlace',

  'pages.done.title': 'Su contraseña se ha cambiado',
  'pages.done.signed_in': 'Tiene la sesión iniciada como {name}. La contraseña anterior ya no vale.',
  'pages.done.factors': 'Segundos factores añadidos en los últimos siete días',
  'pages.done.factors.text': '¿Alguno no es suyo? Quítelo ahora.',
  'pages.done.factors.link': 'Ver mis segundos factores',
  'pages.done.ended': 'Lo que ha terminado',
  'pages.done.tell': 'Quién más debería saberlo',
  'pages.done.tell.manager': 'Su gestor de contraseñas, si no ofreció guardar la nueva.',
  'pages.done.tell.devices': 'Los teléfonos, programas de correo y otros aparatos que inician sesión por usted.',
  'pages.done.tell.help': '{help}, si otra persona pudo conocer la contraseña anterior.',
  'pages.done.button': 'Continuar',
  'pages.ended.sessions':
    '{count, plural, =0 {No había ninguna otra sesión abierta.} one {Ha terminado otra sesión.} other {Han terminado otras # sesiones.}}',
  'pages.ended.api_keys':
    '{count, plural, one {Ha terminado una clave de API.} other {Han terminado # claves de API.}}',
  'pages.ended.remembered_devices':
    '{count, plural, one {Se ha olvidado un aparato recordado.} other {Se han olvidado # aparatos recordados.}}',
  'pages.ended.links': '{count, plural, one {Otro enlace ya no funciona.} other {Otros # enlaces ya no funcionan.}}',

  'pages.news.password_changed': 'Su contraseña se ha cambiado.',
  'pages.news.password_set': 'Su contraseña se ha cambiado. Inicie sesión con la nueva.',
  'pages.news.profile_saved': 'Su perfil se ha guardado.',
  'pages.news.email_asked':
    'Un correo va de camino a {address}. Pulse el botón que lleva: solo entonces cuenta la dirección.',
  'pages.news.sessions_ended':
    '{count, plural, =0 {No había ninguna otra sesión abierta.} one {Ha terminado una sesión.} other {Han terminado # sesiones.}}',
  'pages.news.signed_out_meanwhile':
    'Entretanto se había cerrado su sesión. Puede que lo que envió no se haya hecho: inicie sesión y compruébelo antes de enviarlo de nuevo.',
  'pages.news.signed_out': 'Ha cerrado la sesión.',

  'pages.confirm_password.title': 'Confirme que es usted',
  'pages.confirm_password.text':
    'Ha iniciado sesión como {login}. Lo que sigue está protegido por su contraseña: se pide diez minutos después de la última vez, y cuando fue un enlace el que inició su sesión.',
  'pages.confirm_password.again':
    'Lo que eligió o introdujo no se conserva: hágalo otra vez cuando vuelva a la página.',
  'pages.confirm_password.kept': 'Lo que introdujo se conserva y seguirá su camino cuando confirme su contraseña.',
  'pages.confirm_password.waits': 'Con ella confirma:',
  'pages.confirm_password.not_you': 'Si no lo empezó usted, elija «Ahora no» y cierre la sesión.',
  'pages.confirm_password.act.language': 'Cambiar el idioma de sus páginas y correos',
  'pages.confirm_password.act.factors': 'Ver y cambiar sus segundos factores',
  'pages.confirm_password.act.app': 'Añadir una aplicación de autenticación a su cuenta',
  'pages.confirm_password.act.codes': 'Crear nuevos códigos de recuperación para su cuenta',
  'pages.confirm_password.act.passkey': 'Añadir una clave de acceso a su cuenta',
  'pages.confirm_password.act.remove_factor': 'Quitar uno de sus segundos factores',
  'pages.confirm_password.act.api_key': 'Crear una clave de API, con la que un programa actúa en su nombre',
  'pages.confirm_password.act.other': 'Algo que exige su contraseña',
  'pages.confirm_password.wrong': 'Esta no es su contraseña.',
  'pages.confirm_password.button': 'Confirmar',
  'pages.confirm_password.back': 'Ahora no',
  'pages.confirm_password.file.title': 'Su archivo está listo',
  'pages.confirm_password.file.text':
    'Su contraseña está confirmada. Descargue el archivo antes de diez minutos; esta página sigue abierta.',
  'pages.confirm_password.file.button': 'Descargar',
  'pages.confirm_password.file.back': 'Volver a la lista',

  'pages.not_me.title': '¿Fue usted?',
  'pages.not_me.text': 'La contraseña de {login} en {company} se cambió el {at}.',
  'pages.not_me.question': '¿Quién cambió la contraseña?',
  'pages.not_me.mine': 'Fui yo',
  'pages.not_me.mine.means': 'No cambia nada.',
  'pages.not_me.not_mine': 'No fui yo',
  'pages.not_me.not_mine.means':
    'La contraseña deja de valer, se cierra la sesión de todo el que haya entrado con ella, y le enviamos un enlace para elegir una nueva. Los segundos factores añadidos desde entonces, y la clave de acceso o los códigos de recuperación que se usaron para ello, ya no abren nada, tampoco los suyos.',
  'pages.not_me.missing': 'Elija una de las dos respuestas.',
  'pages.not_me.button': 'Responder',
  'pages.not_me.busy': 'Un momento …',
  'pages.not_me.asked.title': '¿Lo ha solicitado usted?',
  'pages.not_me.asked.text': 'El {at} se solicitó un enlace para elegir una contraseña nueva de {login} en {company}.',
  'pages.not_me.asked.question': '¿Quién solicitó el enlace?',
  'pages.not_me.asked.mine.means': 'No cambia nada, tampoco el enlace del correo.',
  'pages.not_me.asked.not_mine.means':
    'El enlace deja de valer y se avisa a los administradores. Su contraseña sigue como está.',
  'pages.not_me.address.text':
    'Alguien con la sesión iniciada como {login} en {company} pidió el {at} que los correos vayan a otra dirección.',
  'pages.not_me.address.question': '¿Quién pidió otra dirección?',
  'pages.not_me.address.not_mine.means':
    'Los correos siguen llegando a su dirección, la contraseña deja de valer, se cierra la sesión de todo el que haya entrado con ella, y le enviamos un enlace para elegir una nueva. Los segundos factores añadidos desde entonces ya no abren nada, tampoco los suyos.',
  'pages.not_me.login.text': 'El nombre de usuario de una cuenta en {company} se cambió el {at}. Ahora es {login}.',
  'pages.not_me.login.question': '¿Quién cambió el nombre de usuario?',
  'pages.not_me.login.not_mine.means':
    'La contraseña deja de valer, se cierra la sesión de todo el que haya entrado con ella, y le enviamos un enlace para elegir una nueva. Los segundos factores añadidos desde entonces ya no abren nada, tampoco los suyos. El nombre de usuario se queda como está ahora; cámbielo de nuevo después.',
  'pages.not_me.sign_in.text':
    'Alguien inició sesión como {login} en {company} el {at}, con un navegador que no se había usado para ello en un año, o desde que se eligió la contraseña.',
  'pages.not_me.sign_in.question': '¿Quién inició sesión?',
  'pages.not_me.factor_due.text':
    'Alguien introdujo la contraseña correcta de {login} en {company} el {at}, con un navegador que no se había usado para ello en un año, o desde que se eligió la contraseña, y no dio el segundo factor.',
  'pages.not_me.factor_due.question': '¿Quién introdujo la contraseña?',
  'pages.not_me.factors.text': 'Los segundos factores de {login} en {company} se cambiaron el {at}.',
  'pages.not_me.factors.question': '¿Quién los cambió?',
  'pages.not_me.factors_left.text':
    'Segundos factores de {login} en {company} se cambiaron, o se usaron para entrar, el {at}. Desde entonces se ha protegido la cuenta.',
  'pages.not_me.factors_left.question': '¿Quién fue?',
  'pages.not_me.factors_left.not_mine.means':
    'Lo que se añadió entonces, o se usó para ello, ya no abre nada, y las sesiones que abrió terminan. Nada más cambia: su contraseña sigue como está.',
  'pages.not_me.factors_left.title': 'Ese segundo factor ya no abre nada',
  'pages.not_me.factors_left.done':
    'Lo que se añadió entonces, o se usó para ello, ya no abre nada, y las sesiones que abrió han terminado. Sigue en la cuenta hasta que la persona de contacto lo quite.',
  'pages.not_me.kept.title': 'Gracias. No se ha cambiado nada',
  'pages.not_me.kept.text': 'Todo sigue como usted quería. No tiene que hacer nada.',
  'pages.not_me.cancelled.title': 'Ese enlace ya no funciona',
  'pages.not_me.cancelled.link': 'El enlace del correo ya no funciona.',
  'pages.not_me.cancelled.password': 'Su contraseña no se ha tocado; es la misma que antes.',
  'pages.not_me.cancelled.changed_since':
    'Su contraseña se cambió después de que se pidiera el enlace. Si no fue usted, pulse también «No fui yo» en el correo que lo cuenta.',
  'pages.not_me.cancelled.told': 'Se ha avisado a los administradores.',
  'pages.not_me.cancelled.next':
    'No dé nunca un enlace así a nadie. Si otra persona puede leer su buzón, contacte con {help}.',
  'pages.not_me.voided.title': 'Quien haya sido ya no puede entrar',
  'pages.not_me.voided.text': 'Esto se acaba de hacer:',
  'pages.not_me.voided.password': 'La contraseña ya no vale; nadie puede iniciar sesión con ella.',
  'pages.not_me.voided.sessions':
    'Han terminado todas las sesiones de la cuenta y todos los enlaces anteriores para elegir una contraseña.',
  'pages.not_me.voided.factors':
    'Los segundos factores añadidos desde entonces o mientras los correos iban a otra dirección, o usados para ello, ya no abren nada. Siguen en la cuenta hasta que la persona de contacto los quite.',
  'pages.not_me.voided.factors_left':
    'Los segundos factores añadidos en los días anteriores siguen como estaban. Si alguno no es suyo, pulse también «No fui yo» en el correo que habla de él: eso aún anula ese factor, y nada más.',
  'pages.not_me.voided.letter':
    'Un correo con un enlace para elegir una contraseña nueva va de camino a la dirección de la cuenta.',
  'pages.not_me.voided.profile':
    'Lo que se cambió en la última semana desde la propia cuenta (nombre, empresa, idioma y zona horaria) se ha deshecho.',
  'pages.not_me.voided.address': 'Los correos van a la dirección a la que iban antes.',
  'pages.not_me.voided.no_address':
    'La dirección anterior de la cuenta es ahora el usuario de otra persona, así que por el momento la cuenta no tiene ninguna. El correo con el enlace le llega ahí de todos modos. Inicie sesión con su usuario e indique otra dirección.',
  'pages.not_me.voided.pause':
    'Durante 24 horas, solicitar un restablecimiento en la página de inicio de sesión no da lugar a ningún correo para esta cuenta.',
  'pages.not_me.voided.told': 'Se ha avisado a los administradores.',
  'pages.not_me.voided.next':
    'Abra el correo y elija una contraseña nueva. Si no llega en diez minutos, o si otra persona puede leer su buzón, contacte con {help}.',
  'pages.not_me.voided.factors.next':
    'Inicie sesión con otro segundo factor que ya tenía. Si no tiene ninguno, o si uno de esos es suyo, contacte con {help}: comprobarán que es usted y los quitarán. Ningún enlace evita un segundo factor.',

  'pages.confirm_email.title': 'Confirme su dirección de correo',
  'pages.confirm_email.text':
    'Cuando haya pulsado el botón, los correos sobre el usuario {login} en {company} irán a {address}.',
  'pages.confirm_email.other':
    'En este navegador la sesión está iniciada como {other}. Ciérrela, siga otra vez el enlace del correo e inicie sesión como {login}.',
  'pages.confirm_email.button': 'Confirmar esta dirección',
  'pages.confirm_email.busy': 'Confirmando …',
  'pages.confirm_email.done.title': 'Su dirección de correo está confirmada',
  'pages.confirm_email.done.text': 'A partir de ahora los correos sobre su cuenta van a {address}.',

  'pages.set_up.title': 'Poner Rekey en marcha',
  'pages.set_up.intro': 'Usted es el primer administrador. Tarda un minuto, y todo se puede cambiar después.',
  'pages.set_up.you': 'Usted',
  'pages.set_up.name': 'Su nombre',
  'pages.set_up.login': 'Usuario',
  'pages.set_up.login.hint': 'Con lo que inicia sesión. Su dirección de correo es una buena elección.',
  'pages.set_up.email': 'Correo electrónico',
  'pages.set_up.company': 'Empresa',
  'pages.set_up.company.hint': 'Su nombre aparece en cada página y en cada correo.',
  'pages.set_up.company.missing': 'Escriba el nombre de su empresa.',
  'pages.set_up.button': 'Poner en marcha e iniciar sesión',
  'pages.set_up.busy': 'Poniendo en marcha …',

  'pages.profile.title': 'Su perfil',
  'pages.profile.name': 'Nombre',
  'pages.profile.login': 'Usuario',
  'pages.profile.email': 'Correo electrónico',
  'pages.profile.no_email': 'Ninguno. Sin él no puede restablecer usted mismo su contraseña.',
  'pages.profile.email.proven': 'Confirmado el {at}.',
  'pages.profile.email.unproven': 'Aún sin confirmar.',
  'pages.profile.email.change': 'Cambiar su dirección de correo',
  'pages.profile.email.prove': 'Confirmarla',
  'pages.profile.company': 'Empresa',
  'pages.profile.language': 'Idioma',
  'pages.profile.language.hint': 'El de sus páginas y de los correos que recibe.',
  'pages.profile.last_sign_in': 'Último inicio de sesión',
  'pages.profile.password_changed': 'Cambio de contraseña',
  'pages.profile.time_zone': 'Zona horaria',
  'pages.profile.time_zone.hint': 'La de las horas en sus páginas y en sus correos.',
  'pages.profile.save': 'Guardar',
  'pages.profile.saving': 'Guardando …',
  'pages.profile.others': '¿Su nombre o su usuario no es correcto? Contacte con {help}.',

  'pages.own_email.title': 'Cambiar su dirección de correo',
  'pages.own_email.explain':
    'Escribimos a la dirección nueva. Cuenta cuando pulse el botón de ese correo; hasta entonces todo sigue como está. También se avisa a su dirección actual.',
  'pages.own_email.now': 'Su dirección actual',
  'pages.own_email.new': 'Correo nuevo',
  'pages.own_email.password': 'Su contraseña',
  'pages.own_email.button': 'Enviar el correo',
  'pages.own_email.busy': 'Enviando …',
  'pages.own_email.waiting': '{address} espera confirmación, hasta el {until}.',

  'pages.own_password.title': 'Cambiar su contraseña',
  'pages.own_password.refused': 'Su contraseña aún no se ha cambiado',
  'pages.own_password.old': 'Contraseña anterior',
  'pages.own_password.forgotten': '¿La ha olvidado? Restablézcala',

  'pages.security.title': 'Sus sesiones',
  'pages.security.text':
    'Todos los sitios donde tiene la sesión iniciada. Termine lo que no conozca, y después cambie su contraseña.',
  'pages.security.this': 'Este navegador',
  'pages.security.new': 'Dispositivo nuevo',
  'pages.security.seen': 'Última actividad: {at}',
  'pages.security.since': 'Sesión iniciada: {at}',
  'pages.security.nowhere': 'dirección desconocida',
  'pages.security.end': 'Terminar esta sesión',
  'pages.security.end_others': 'Terminar todas las demás sesiones',
  'pages.security.ending': 'Terminando …',
  'pages.security.alone': 'No tiene ninguna otra sesión iniciada.',
  'pages.device.on': '{browser} en {system}',
  'pages.device.unknown': 'Navegador desconocido',

  'pages.bug.title': 'Algo ha ido mal por nuestra parte',
  'pages.bug.text':
    'No pudimos terminarlo. Lo que estaba guardado sigue ahí. Inténtelo de nuevo en un momento; si vuelve a pasar, contacte con {help} y diga este número:',
  'pages.method.title': 'Esta dirección no funciona así',
  'pages.method.text':
    'Un programa pidió esta página de una forma que la página no conoce. No se ha cambiado nada. Vaya a la página de inicio.',

  'pages.help.title': 'Buenas contraseñas, bien guardadas',
  'pages.help.strong.title': 'Una contraseña segura',
  'pages.help.strong.rules': 'Una contraseña nueva necesita aquí:',
  'pages.help.strong.phrase':
    'Más vale larga que ingeniosa. Unas pocas palabras que no tengan nada que ver entre sí son fáciles para usted y difíciles para un programa.',
  'pages.help.strong.own': 'No la use en ningún otro sitio: lo que se filtra de otro lugar se prueba aquí primero.',
  'pages.help.strong.avoid':
    'Los nombres, los cumpleaños, su empresa y la palabra «contraseña» se prueban primero, también con un 0 en lugar de una o.',
  'pages.help.manager.title': 'Deje que la recuerde un gestor de contraseñas',
  'pages.help.manager.make': 'Crea contraseñas que nadie puede adivinar, y una distinta para cada sitio.',
  'pages.help.manager.fill': 'Las rellena solo en el sitio correcto, y así nota uno falso antes que usted.',
  'pages.help.manager.browser':
    'Su navegador y su teléfono traen uno. Pegar una contraseña funciona aquí en todas las páginas.',
  'pages.help.share.title': 'No comparta nunca un enlace',
  'pages.help.share.key':
    'Un enlace para restablecer es una llave de su cuenta. No reenvíe el correo ni lea el enlace a nadie.',
  'pages.help.share.asked': 'Si alguien se lo pide, no somos nosotros. Contacte con {help}.',
  'pages.help.quick.title': 'Actúe deprisa',
  'pages.help.quick.link': 'Un enlace vale un tiempo limitado y una sola vez; el correo dice hasta cuándo.',
  'pages.help.quick.again': 'Siempre se puede solicitar otro enlace.',
  'pages.help.quick.notice':
    'Después de cada cambio de su contraseña le escribimos. Si no fue usted, pulse enseguida «No fui yo» en ese correo.',
  'pages.help.staff.title': 'Lo que nunca le pedimos',
  'pages.help.staff.password': 'Su contraseña, ni la anterior ni la nueva.',
  'pages.help.staff.link': 'El enlace de un correo, ni una imagen de él.',
  'pages.help.staff.elsewhere': 'Que escriba su contraseña en otro sitio que no sea este.',
  'pages.help.staff.instead':
    'Cuando usted llama a {help}, quizá comprueben quién es y envíen un enlace a su propia dirección. Nunca ven ni eligen su contraseña.',
} as const satisfies Record<keyof typeof english, string>;
