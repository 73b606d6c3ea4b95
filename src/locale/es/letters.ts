import type { letters as english } from '../en/letters.ts';

export const letters = {
  'letters.greeting': 'Hola, {name}:',
  'letters.button': 'Restablecer contraseña',
  'letters.link': 'Si el botón no funciona, copie esta dirección en su navegador:',
  'letters.steps': 'Qué hacer',
  'letters.step.open': 'Pulse el botón o abra la dirección que está debajo.',
  'letters.step.choose': 'Escriba dos veces una contraseña nueva. La página muestra qué necesita.',
  'letters.step.done': 'Pulse «Cambiar contraseña». Su sesión queda iniciada, y todas sus demás sesiones terminan.',
  'letters.step.done_without_sign_in':
    'Pulse «Cambiar contraseña». Todas sus sesiones terminan; inicie sesión después con la contraseña nueva.',
  'letters.rules': 'La contraseña nueva necesita',
  'letters.holds': 'El enlace vale hasta el {until} y una sola vez.',
  'letters.never_share': 'No dé este enlace a nadie. Nadie de {company} se lo pedirá, ni tampoco su contraseña.',
  'letters.education': 'Contraseñas seguras, y lo que nunca le pedimos',
  'letters.help': '¿Preguntas? Contacto: {contact}.',

  'letters.reset.subject': 'Restablecimiento de la contraseña de {name}',
  'letters.reset.preview': 'Su enlace para elegir una contraseña nueva. Vale una sola vez.',
  'letters.reset.title': 'Elija una contraseña nueva',
  'letters.reset.intro': 'Con este correo puede elegir una contraseña nueva para su usuario {login} en {company}.',
  'letters.reset.asked.self':
    'Solicitado el {at} en la página de inicio de sesión, desde la dirección de red {address}.',
  'letters.reset.asked.self_nowhere': 'Solicitado el {at} en la página de inicio de sesión.',
  'letters.reset.asked.staff': 'Enviado por {staff} el {at}.',
  'letters.reset.asked.owner': 'Solicitado el {at} con un enlace de un correo anterior.',
  'letters.reset.not_asked': '¿No lo ha solicitado usted? Entonces no haga nada: su contraseña sigue como está.',
  'letters.reset.not_me': 'O diga que no fue usted: así se anula el enlace y se avisa a los administradores.',
  'letters.reset.foreign_factor':
    'En esta cuenta hay segundos factores que quizá añadió o usó otra persona. No abren nada. Si no tiene ninguno propio, la persona de contacto de abajo los quita.',

  'letters.invitation.subject': 'Su invitación a {company}',
  'letters.invitation.preview': 'Elija su contraseña y entre.',
  'letters.invitation.title': 'Le damos la bienvenida a {company}',
  'letters.invitation.intro': 'Se ha creado una cuenta para usted en {company}. Su usuario es {login}.',
  'letters.invitation.button': 'Elegir contraseña',
  'letters.invitation.by': 'Invitación de {staff}, el {at}.',

  'letters.changed.subject': 'Su contraseña se ha cambiado',
  'letters.changed.preview': 'Si fue usted, no tiene que hacer nada.',
  'letters.changed.title': 'Su contraseña se ha cambiado',
  'letters.changed.intro': 'La contraseña de su usuario {login} en {company} se cambió el {at}.',
  'letters.changed.by.link': 'Se eligió con un enlace de un correo enviado a esta dirección.',
  'letters.changed.by.printed_link':
    'Se eligió con un enlace que se mostró para entregarlo. No estaba en ningún correo.',
  'letters.changed.by.owner': 'La cambió alguien que tenía la sesión iniciada y conocía la contraseña anterior.',
  'letters.changed.by.set_up': 'Se eligió con el enlace de puesta en marcha de esta instalación.',
  'letters.changed.from': 'Dirección de red: {address}. Navegador: {agent}.',
  'letters.changed.ended': 'Todas las sesiones y todos los enlaces anteriores han terminado.',
  'letters.changed.mine': '¿Fue usted? Entonces no tiene que hacer nada.',
  'letters.changed.not_mine':
    '¿No fue usted? Pulse el botón: cierra el paso a quien haya sido y le envía un enlace nuevo.',
  'letters.changed.button': 'No fui yo',
  'letters.changed.holds': 'El botón funciona hasta el {until}.',

  'letters.confirm.subject': 'Confirme su dirección de correo',
  'letters.confirm.preview': 'Pulse el botón y los correos sobre su cuenta le llegarán aquí.',
  'letters.confirm.title': 'Confirme su dirección de correo',
  'letters.confirm.intro':
    'Los correos sobre su usuario {login} en {company} deben llegar a partir de ahora a esta dirección.',
  'letters.confirm.button': 'Confirmar esta dirección',
  'letters.confirm.sign_in':
    'Donde no tenga la sesión iniciada, iníciela primero: así nadie más puede confirmarla, ni ningún programa que revise los correos.',
  'letters.confirm.asked': 'Solicitado el {at} por alguien que tenía la sesión iniciada y conocía la contraseña.',
  'letters.confirm.not_asked': '¿No sabe de qué se trata? Entonces no haga nada: sin el botón nada cambia.',

  'letters.address.subject': 'Su dirección de correo se va a cambiar',
  'letters.address.preview': 'Si fue usted, no tiene que hacer nada.',
  'letters.address.title': 'Su dirección de correo se va a cambiar',
  'letters.address.intro':
    'Alguien con la sesión iniciada como {login} en {company} pidió el {at} que los correos vayan a {address}.',
  'letters.address.until': 'Contará cuando esa dirección se haya confirmado. Hasta entonces los correos llegan aquí.',
  'letters.address.not_mine':
    '¿No fue usted? Pulse el botón: conserva su dirección, cierra el paso a quien haya sido y le envía un enlace para elegir una contraseña nueva.',

  'letters.factor_due.subject': 'Alerta de Rekey: su contraseña se introdujo en un dispositivo nuevo',
  'letters.factor_due.title': 'Su contraseña se introdujo en un dispositivo nuevo',
  'letters.factor_due.intro':
    'Alguien introdujo la contraseña correcta de {login} en {company} el {at}, con un navegador que no se había usado para ello en un año, o desde que se eligió la contraseña, y no dio el segundo factor. Nadie inició sesión.',

  'letters.new_browser.subject': 'Alerta de Rekey: inicio de sesión desde un dispositivo nuevo',
  'letters.new_browser.title': 'Inicio de sesión desde un dispositivo nuevo',
  'letters.new_browser.intro':
    'Alguien inició sesión como {login} en {company} el {at}, con un navegador que no se había usado para ello en un año, o desde que se eligió la contraseña.',
  'letters.new_browser.sessions': 'Todas sus sesiones, para verlas y cerrarlas:',

  'letters.address_changed.subject': 'Sus datos de acceso han cambiado',
  'letters.address_changed.preview': 'Si lo sabe, no hay nada que hacer.',
  'letters.address_changed.intro': 'Su cuenta en {company} se modificó el {at}.',
  'letters.address_changed.what.login': 'Ahora inicia sesión como {login}.',
  'letters.address_changed.what.email': 'Las cartas de la cuenta {login} van ahora a otra dirección de correo.',
  'letters.address_changed.what.email_here': 'Las cartas de la cuenta {login} llegan ahora a esta dirección.',
  'letters.address_changed.what.email_nowhere': 'Las cartas de la cuenta {login} no van ahora a ninguna dirección.',
  'letters.address_changed.by': 'Lo modificó {by}.',
  'letters.address_changed.same_password': 'Su contraseña es la misma.',
  'letters.address_changed.ended': 'Los enlaces enviados antes ya no valen.',
  'letters.address_changed.not_you':
    '¿No lo esperaba? Póngase en contacto con nosotros enseguida; abajo se indica cómo.',

  'letters.code.subject': 'Su código de verificación',
  'letters.code.preview': 'Léaselo a la persona con la que habla.',
  'letters.code.intro': 'Alguien de la asistencia de {company} habla con una persona que dice ser usted.',
  'letters.code.code': 'El código: {code}',
  'letters.code.holds':
    'Vale hasta el {until}, una sola vez. Léalo solo a alguien a quien llamó o cuya llamada espera.',
  'letters.code.not_you': '¿No habla con nadie? Entonces no diga este código a nadie; sin él no ocurre nada.',

  'letters.bounces.what': 'hay correos devueltos',
  'letters.bounces.title': 'Hay correos devueltos',
  'letters.bounces.intro':
    'Desde el {since} {count, plural, one {se ha devuelto un correo} other {se han devuelto # correos}}: un servidor de correo los había aceptado y no pudo entregarlos.',
  'letters.bounces.latest': 'Los últimos',
  'letters.bounces.one': '{name}, {address}: {words}',
  'letters.bounces.one_silent': '{name}, {address}',
  'letters.bounces.next':
    'Los usuarios están señalados en la lista de usuarios. Corrija las direcciones equivocadas, o hable con las personas por un medio que conozca, y envíe de nuevo.',
  'letters.bounces.button': 'Correos devueltos',

  'letters.key_made.what': 'nueva clave de API',
  'letters.key_made.title': 'Una nueva clave de API actúa en su nombre',
  'letters.key_made.intro':
    'La clave «{name}» se creó para {login} el {at}. Hasta el {until}, un programa que la tenga puede, en su nombre: {scopes}.',
  'letters.key_made.more': 'Se crearon más. La página muestra todas las que siguen siendo válidas.',
  'letters.key_made.not_you':
    'Si no fue usted, restablezca su contraseña: con eso terminan todas sus claves. Una que la página no muestra fue revocada entretanto. Avise a su contacto de ayuda.',
  'letters.key_made.button': 'Ver sus claves de API',
  'letters.approval.what': 'se necesita aprobación',
  'letters.approval.title': 'Una solicitud espera su decisión',
  'letters.approval.intro.reset':
    '{by} ({by_login}) pidió el {at} que {about} ({about_login}) reciba un enlace para elegir una contraseña nueva.',
  'letters.approval.intro.administrator':
    '{by} ({by_login}) pidió el {at} que {about} ({about_login}) reciba derechos de administrador.',
  'letters.approval.intro.address':
    '{by} ({by_login}) pidió el {at} cambiar el correo electrónico, el usuario o la empresa de {about} ({about_login}), una cuenta con derechos de administrador.',
  'letters.approval.intro.factors':
    '{by} ({by_login}) pidió el {at} retirar los segundos factores de {about} ({about_login}), una cuenta con derechos de administrador.',
  'letters.approval.intro.mail_server':
    '{by} ({by_login}) pidió el {at} añadir, cambiar o eliminar el servidor de correo saliente {about}.',
  'letters.approval.intro.company':
    '{by} ({by_login}) pidió el {at} que los correos a las personas de {about} vengan de otra dirección, que sus enlaces lleven a otra o que remitan a otro lugar para pedir ayuda.',
  'letters.approval.intro.setting':
    '{by} ({by_login}) pidió el {at} {about, select, approve_administrator_resets {que los restablecimientos y cambios de administradores ya no necesiten un segundo administrador} approve_mail_servers {que los cambios de servidores de correo saliente y de direcciones en los correos ya no necesiten un segundo administrador} bounce_address {que los correos devueltos vayan a otra dirección} other {cambiar {about}}}.',
  'letters.approval.change.set': '{field}: {after}',
  'letters.approval.change.moved': '{field}: {after}, hasta ahora {before}',
  'letters.approval.change.ended': '{field}: ya ninguno, hasta ahora {before}',
  'letters.approval.change.secret_changed': 'Contraseña, clave o certificado: otro',
  'letters.approval.change.secret_removed': 'Contraseña, clave o certificado: ya ninguno',
  'letters.approval.change.more': 'La página dice más.',
  'letters.approval.yes': 'sí',
  'letters.approval.no': 'no',
  'letters.approval.in_clear': 'ninguno, sin cifrar',
  'letters.approval.role':
    '{role, select, user {Usuario} helpdesk {Mesa de ayuda} access {Permisos de acceso} settings {Ajustes} other {{role}}}',
  'letters.approval.field.role': 'Rol',
  'letters.approval.field.login': 'Nombre de usuario',
  'letters.approval.field.email': 'Correo electrónico',
  'letters.approval.field.company': 'Empresa',
  'letters.approval.field.email_changed_at': 'Correo electrónico cambiado el',
  'letters.approval.field.email_given_at':
    'Contraseña nueva mediante un enlace, porque la administración cambió el correo electrónico el',
  'letters.approval.field.factors_removed_at': 'Segundos factores retirados por la administración el',
  'letters.approval.field.smtp_host': 'Servidor de correo',
  'letters.approval.field.smtp_port': 'Puerto',
  'letters.approval.field.smtp_encryption': 'Cifrado',
  'letters.approval.field.smtp_user': 'Nombre de usuario',
  'letters.approval.field.active': 'Activo',
  'letters.approval.field.order': 'Orden',
  'letters.approval.field.sequence': 'Posición',
  'letters.approval.field.from': 'Remitente',
  'letters.approval.field.from_filter': 'Solo para remitentes',
  'letters.approval.field.sender_address': 'Los correos vienen de',
  'letters.approval.field.base_url': 'Los enlaces llevan a',
  'letters.approval.field.help_page': 'La ayuda está en',
  'letters.approval.field.help_email': 'La ayuda se pide a',
  'letters.approval.field.bounce_address': 'Los correos devueltos van a',
  'letters.approval.field.approve_administrator_resets': 'Segundo administrador para administradores',
  'letters.approval.field.approve_mail_servers': 'Segundo administrador para servidores de correo',
  'letters.approval.key': 'Lo pidió un programa con la clave de API {key}.',
  'letters.approval.until': 'No se hará nada si ningún otro administrador lo aprueba antes del {until}.',
  'letters.approval.more': 'Hay más solicitudes en espera. La página las muestra todas.',
  'letters.approval.next':
    'Inicie sesión y apruebe o rechace la solicitud. ¿No la esperaba? Entonces hable primero con {by} por un medio que conozca.',
  'letters.approval.button': 'Aprobar o rechazar',

  'letters.alert.subject': 'Alerta de Rekey: {what}',
  'letters.alert.what.password_disowned': 'cambio de contraseña no reconocido',
  'letters.alert.what.reset_disowned': 'restablecimiento no solicitado',
  'letters.alert.what.address_disowned': 'cambio de dirección no reconocido',
  'letters.alert.what.factor_due_disowned': 'contraseña introducida por otra persona',
  'letters.alert.title.factor_due_disowned': 'Alguien que no es el titular conocía una contraseña',
  'letters.alert.intro.factor_due_disowned':
    '{name} ({login}) pulsó «No fui yo» el {at}: otra persona había introducido la contraseña correcta de esta cuenta en un dispositivo nuevo, y la detuvo el segundo factor.',
  'letters.alert.done.factor_due_disowned':
    'La contraseña ya no vale, todas las sesiones y todos los enlaces han terminado, se ha enviado un enlace nuevo a la dirección de la cuenta, y durante 24 horas las solicitudes de extraños no dan lugar a ningún correo.',
  'letters.alert.next.factor_due_disowned':
    'Alguien conocía la contraseña de {name}. Hable con esa persona por un medio que conozca, y averigüe dónde más se usó esa contraseña.',
  'letters.alert.what.login_disowned': 'cambio de nombre de usuario no reconocido',
  'letters.alert.title.login_disowned': 'Se cambió un nombre de usuario, y no fue el titular de la cuenta',
  'letters.alert.intro.login_disowned':
    '{name} ({login}) pulsó «No fui yo» el {at}: otra persona había cambiado el nombre de usuario de esta cuenta.',
  'letters.alert.next.login_disowned':
    'Alguien tenía la sesión iniciada como {name}. Hable con esa persona por un medio que conozca, compruebe que el nombre de usuario vuelva a ser el correcto, y mire en el registro de auditoría qué se hizo con la cuenta.',
  'letters.alert.what.factors_disowned': 'segundos factores no reconocidos',
  'letters.alert.title.factors_disowned': 'Se cambiaron segundos factores, y no fue el titular de la cuenta',
  'letters.alert.intro.factors_disowned':
    '{name} ({login}) pulsó «No fui yo» el {at}: otra persona había cambiado los segundos factores de esta cuenta.',
  'letters.alert.done.factors_disowned':
    'La contraseña ya no vale, todas las sesiones y todos los enlaces han terminado, se ha enviado un enlace nuevo a la dirección de la cuenta, y durante 24 horas las solicitudes de extraños no dan lugar a ningún correo.',
  'letters.alert.done.factors_left_disowned':
    'Lo que se añadió entonces, o se usó para ello, ya no abre nada, y las sesiones que abrió han terminado. La cuenta ya estaba protegida: su contraseña, sus demás sesiones y sus enlaces no se han tocado.',
  'letters.alert.next.factors_disowned':
    'Alguien había iniciado sesión como {name}. Hable con esa persona por un medio que conozca, y mire en el registro qué se hizo con la cuenta.',
  'letters.alert.no_address':
    'No se pudo devolver la dirección anterior: ahora es el usuario de otra persona. {name} recibió ahí de todos modos el enlace nuevo, y por el momento no tiene dirección. Dé otra a {name}, o cambie ese usuario.',
  'letters.alert.factors':
    'Desde entonces se añadieron segundos factores a la cuenta, o los usó otra persona. Ya no abren nada, pero cuentan: {name} entra con otro anterior, o cuando usted haya comprobado quién es y los haya quitado aquí:',
  'letters.alert.what.sign_in_disowned': 'inicio de sesión no reconocido',
  'letters.alert.title.sign_in_disowned': 'Alguien inició sesión, y no fue el titular de la cuenta',
  'letters.alert.intro.sign_in_disowned':
    '{name} ({login}) pulsó «No fui yo» el {at}: otra persona había iniciado sesión en esta cuenta desde un dispositivo nuevo.',
  'letters.alert.done.sign_in_disowned':
    'La contraseña ya no vale, todas las sesiones y todos los enlaces han terminado, se ha enviado un enlace nuevo a la dirección de la cuenta, y durante 24 horas las solicitudes de extraños no dan lugar a ningún correo.',
  'letters.alert.next.sign_in_disowned':
    'Alguien conocía la contraseña de {name} o tenía una clave de acceso. Hable con esa persona por un medio que conozca, y mire los segundos factores de la cuenta y qué se hizo con ella.',
  'letters.alert.title.password_disowned': 'Se cambió una contraseña, y no fue su titular',
  'letters.alert.intro.password_disowned':
    '{name} ({login}) pulsó «No fui yo» el {at}: otra persona había cambiado la contraseña de esta cuenta.',
  'letters.alert.done.password_disowned':
    'La contraseña ya no vale, todas las sesiones y todos los enlaces han terminado, se ha enviado un enlace nuevo a la dirección de la cuenta, y durante 24 horas las solicitudes de extraños no dan lugar a ningún correo.',
  'letters.alert.next.password_disowned':
    'Hable con {name} por un medio que conozca. Si su buzón está en manos ajenas, archive la cuenta hasta que deje de estarlo.',
  'letters.alert.title.reset_disowned': 'Se solicitó un restablecimiento, y no fue el titular de la cuenta',
  'letters.alert.intro.reset_disowned':
    '{name} ({login}) pulsó «No fui yo» el {at}: otra persona había solicitado un enlace para elegir la contraseña de esta cuenta.',
  'letters.alert.done.reset_disowned': 'Ese enlace ya no funciona. La contraseña no se ha tocado.',
  'letters.alert.done.reset_disowned_changed_since':
    'Ese enlace ya no funciona. La contraseña se cambió después de que se pidiera: pregunte a {name}, por un medio que conozca, si fue esa persona.',
  'letters.alert.next.reset_disowned':
    'Un solo correo así suele ser un error al escribir. Si avisan más personas, mire en los últimos restablecimientos de dónde vienen las solicitudes.',
  'letters.alert.title.address_disowned': 'Se pidió otra dirección de correo, y no fue el titular de la cuenta',
  'letters.alert.intro.address_disowned':
    '{name} ({login}) pulsó «No fui yo» el {at}: alguien con la sesión iniciada había pedido que los correos fueran a otra dirección.',
  'letters.alert.done.address_disowned':
    'Los correos van a la dirección anterior, la contraseña ya no vale, todas las sesiones y todos los enlaces han terminado, se ha enviado un enlace nuevo a la dirección de la cuenta, y durante 24 horas las solicitudes de extraños no dan lugar a ningún correo.',
  'letters.alert.next.address_disowned':
    'Alguien conocía la contraseña de {name}. Hable con esa persona por un medio que conozca, y mire en el registro de auditoría qué se hizo con la cuenta.',

  'mail.test.subject': 'Correo de prueba de Rekey',
  'mail.test.preheader': 'Su servidor de correo saliente funciona.',
  'mail.test.title': 'Su servidor de correo saliente funciona',
  'mail.test.body': 'Este correo salió por {server} el {moment}.',
  'mail.test.compare':
    'Si ha llegado a la carpeta de correo no deseado, pida a quien lleva su dominio que revise los registros SPF, DKIM y DMARC.',
  'mail.test.fine': 'Lo solicitó alguien que administra este Rekey. No hay nada que hacer.',
} as const satisfies Record<keyof typeof english, string>;
