import type { letters as english } from '../en/letters.ts';

export const letters = {
  'letters.greeting': 'مرحبًا {name}،',
  'letters.button': 'إعادة تعيين كلمة المرور',
  'letters.link': 'إذا لم يعمل الزر، فانسخ هذا العنوان إلى متصفحك:',
  'letters.steps': 'ما عليك فعله',
  'letters.step.open': 'اضغط الزر، أو افتح العنوان الذي تحته.',
  'letters.step.choose': 'اكتب كلمة مرور جديدة مرتين. تعرض الصفحة ما يلزمها.',
  'letters.step.done': 'اضغط «تغيير كلمة المرور». يُسجَّل دخولك، وتنتهي كل جلساتك الأخرى.',
  'letters.step.done_without_sign_in': 'اضغط «تغيير كلمة المرور». تنتهي كل جلساتك؛ ثم سجِّل الدخول بكلمة المرور الجديدة.',
  'letters.rules': 'تحتاج كلمة المرور الجديدة إلى',
  'letters.holds': 'يبقى الرابط صالحًا حتى {until}، ولمرة واحدة.',
  'letters.never_share': 'لا تعطِ هذا الرابط لأحد. لن يطلبه منك أحد في {company}، ولن يطلب كلمة مرورك.',
  'letters.education': 'كلمات المرور القوية، وما لا نطلبه أبدًا',
  'letters.help': 'هل لديك أسئلة؟ تواصل مع: {contact}.',

  'letters.reset.subject': 'إعادة تعيين كلمة مرور {name}',
  'letters.reset.preview': 'رابطك لاختيار كلمة مرور جديدة. يعمل مرة واحدة.',
  'letters.reset.title': 'اختر كلمة مرور جديدة',
  'letters.reset.intro': 'تتيح لك هذه الرسالة اختيار كلمة مرور جديدة لاسم الدخول {login} في {company}.',
  'letters.reset.asked.self': 'طُلبت في {at} من صفحة تسجيل الدخول، من عنوان الشبكة {address}.',
  'letters.reset.asked.self_nowhere': 'طُلبت في {at} من صفحة تسجيل الدخول.',
  'letters.reset.asked.staff': 'أرسلها {staff} في {at}.',
  'letters.reset.asked.owner': 'طُلبت في {at} برابط من رسالة سابقة إليك.',
  'letters.reset.not_asked': 'لم تطلب ذلك؟ إذن لا تفعل شيئًا: تبقى كلمة مرورك كما هي.',
  'letters.reset.not_me': 'أو قل إنك لست أنت: يُلغي ذلك الرابط ويُخبر المسؤولين.',
  'letters.reset.foreign_factor':
    'في هذا الحساب عوامل ثانية ربما أضافها أو استخدمها شخص آخر. لا تفتح شيئًا. وإن لم يكن لديك عامل خاص بك، فستزيلها جهة المساعدة المذكورة أدناه.',

  'letters.invitation.subject': 'دعوتك إلى {company}',
  'letters.invitation.preview': 'اختر كلمة مرورك وادخل.',
  'letters.invitation.title': 'مرحبًا بك في {company}',
  'letters.invitation.intro': 'أُنشئ لك حساب في {company}. اسم دخولك هو {login}.',
  'letters.invitation.button': 'اختر كلمة مرورك',
  'letters.invitation.by': 'دعاك {staff} في {at}.',

  'letters.changed.subject': 'تم تغيير كلمة مرورك',
  'letters.changed.preview': 'إذا كنت أنت من فعل ذلك، فلا حاجة إلى شيء.',
  'letters.changed.title': 'تم تغيير كلمة مرورك',
  'letters.changed.intro': 'غُيِّرت كلمة مرور اسم دخولك {login} في {company} في {at}.',
  'letters.changed.by.link': 'اختيرت برابط من رسالة إلى هذا العنوان.',
  'letters.changed.by.printed_link': 'اختيرت برابط أُظهر لكي يُسلَّم. لم يكن في أي رسالة.',
  'letters.changed.by.owner': 'غيَّرها شخص كان قد سجَّل الدخول ويعرف كلمة المرور القديمة.',
  'letters.changed.by.set_up': 'اختيرت برابط إعداد هذا النظام.',
  'letters.changed.from': 'عنوان الشبكة: {address}. المتصفح: {agent}.',
  'letters.changed.ended': 'انتهت كل الجلسات والروابط السابقة.',
  'letters.changed.mine': 'هل كنت أنت؟ إذن لا حاجة إلى شيء.',
  'letters.changed.not_mine': 'لم تكن أنت؟ اضغط الزر: يمنع الدخول عمّن فعل ذلك ويرسل إليك رابطًا جديدًا.',
  'letters.changed.button': 'لم أكن أنا',
  'letters.changed.holds': 'يعمل الزر حتى {until}.',

  'letters.confirm.subject': 'أكِّد عنوان بريدك الإلكتروني',
  'letters.confirm.preview': 'اضغط الزر، فتصلك الرسائل عن حسابك هنا.',
  'letters.confirm.title': 'أكِّد عنوان بريدك الإلكتروني',
  'letters.confirm.intro': 'ستصل الرسائل عن اسم دخولك {login} في {company} إلى هذا العنوان.',
  'letters.confirm.button': 'تأكيد هذا العنوان',
  'letters.confirm.sign_in':
    'حيث لا تكون قد سجَّلت الدخول، سجِّله أولًا: فلا يستطيع أحد غيرك تأكيده، ولا أي برنامج يفحص البريد.',
  'letters.confirm.asked': 'طلبه في {at} شخص كان قد سجَّل الدخول ويعرف كلمة المرور.',
  'letters.confirm.not_asked': 'لا تعرف شيئًا عن هذا؟ إذن لا تفعل شيئًا: بدون الزر لا يتغير شيء.',

  'letters.address.subject': 'عنوان بريدك الإلكتروني على وشك التغيير',
  'letters.address.preview': 'إذا كنت أنت من فعل ذلك، فلا حاجة إلى شيء.',
  'letters.address.title': 'عنوان بريدك الإلكتروني على وشك التغيير',
  'letters.address.intro': 'طلب شخص سجَّل الدخول باسم {login} في {company} في {at} أن تصل الرسائل إلى {address}.',
  'letters.address.until': 'يسري ذلك عند تأكيد ذلك العنوان. وحتى ذلك الحين تصل الرسائل إلى هنا.',
  'letters.address.not_mine':
    'لم تكن أنت؟ اضغط الزر: يُبقي عنوانك، ويمنع الدخول عمّن فعل ذلك، ويرسل إليك رابطًا لاختيار كلمة مرور جديدة.',

  'letters.factor_due.subject': 'تنبيه من Rekey: أُدخلت كلمة مرورك على جهاز جديد',
  'letters.factor_due.title': 'أُدخلت كلمة مرورك على جهاز جديد',
  'letters.factor_due.intro':
    'أدخل شخص كلمة المرور الصحيحة للحساب {login} في {company} في {at}، من متصفح لم يُستعمل لذلك منذ سنة، أو منذ اختيار كلمة المرور، ولم يقدِّم العامل الثاني. لم يسجَّل دخول أحد.',

  'letters.new_browser.subject': 'تنبيه من Rekey: تسجيل دخول من جهاز جديد',
  'letters.new_browser.title': 'تسجيل دخول من جهاز جديد',
  'letters.new_browser.intro':
    'سجَّل شخص الدخول باسم {login} في {company} في {at}، من متصفح لم يُستعمل لذلك منذ سنة، أو منذ اختيار كلمة المرور.',
  'letters.new_browser.sessions': 'كل جلساتك، للاطلاع عليها وإنهائها:',

  'letters.address_changed.subject': 'تغيّرت بيانات تسجيل دخولك',
  'letters.address_changed.preview': 'إذا كنت على علم بذلك فلا داعي لفعل شيء.',
  'letters.address_changed.intro': 'عُدِّل حسابك لدى {company} في {at}.',
  'letters.address_changed.what.login': 'تسجّل الدخول الآن باسم {login}.',
  'letters.address_changed.what.email': 'تصل رسائل الحساب {login} الآن إلى عنوان بريد إلكتروني آخر.',
  'letters.address_changed.what.email_here': 'تصل رسائل الحساب {login} الآن إلى هذا العنوان.',
  'letters.address_changed.what.email_nowhere': 'لا تصل رسائل الحساب {login} الآن إلى أي عنوان.',
  'letters.address_changed.by': 'أجرى التغيير {by}.',
  'letters.address_changed.same_password': 'كلمة مرورك لم تتغيّر.',
  'letters.address_changed.ended': 'الروابط التي أُرسلت من قبل لم تعد صالحة.',
  'letters.address_changed.not_you': 'لم تكن تتوقع هذا؟ تواصل معنا فورًا؛ طريقة التواصل مذكورة أدناه.',

  'letters.code.subject': 'رمز التحقق الخاص بك',
  'letters.code.preview': 'اقرأه للشخص الذي تتحدث معه.',
  'letters.code.intro': 'يتحدث أحد موظفي الدعم في {company} مع شخص يقول إنه أنت.',
  'letters.code.code': 'الرمز: {code}',
  'letters.code.holds': 'يعمل حتى {until} ولمرة واحدة. لا تقرأه إلا لمن اتصلت به أو تنتظر اتصاله.',
  'letters.code.not_you': 'لا تتحدث مع أحد؟ إذن لا تخبر أحدًا بهذا الرمز؛ فبدونه لا يحدث شيء.',

  'letters.bounces.what': 'رسائل عادت',
  'letters.bounces.title': 'رسائل عادت',
  'letters.bounces.intro':
    'منذ {since} {count, plural, zero {لم تعد أي رسالة} one {عادت رسالة واحدة} two {عادت رسالتان} few {عادت # رسائل} many {عادت # رسالة} other {عادت # رسالة}}: كان خادم بريد قد قبلها منا ولم يستطع تسليمها.',
  'letters.bounces.latest': 'أحدثها',
  'letters.bounces.one': '{name}، {address}: {words}',
  'letters.bounces.one_silent': '{name}، {address}',
  'letters.bounces.next':
    'المستخدمون معلَّمون في قائمة المستخدمين. صحِّح العناوين الخاطئة، أو تحدَّث إلى أصحابها بوسيلة تعرفها، ثم أرسِل من جديد.',
  'letters.bounces.button': 'الرسائل التي عادت',

  'letters.key_made.what': 'مفتاح API جديد',
  'letters.key_made.title': 'مفتاح API جديد يعمل باسمك',
  'letters.key_made.intro':
    'أُنشئ المفتاح «{name}» للحساب {login} في {at}. حتى {until} يمكن لبرنامج يملكه أن يفعل باسمك ما يلي: {scopes}.',
  'letters.key_made.more': 'أُنشئت مفاتيح أخرى. تعرض الصفحة كل ما زال صالحًا منها.',
  'letters.key_made.not_you':
    'إذا لم تكن أنت من فعل ذلك، فأعد تعيين كلمة مرورك: بذلك تنتهي كل مفاتيحك. وأي مفتاح لا تعرضه الصفحة فقد أُلغي في هذه الأثناء. أخبِر جهة المساعدة لديك.',
  'letters.key_made.button': 'الاطلاع على مفاتيح API الخاصة بك',
  'letters.approval.what': 'موافقة مطلوبة',
  'letters.approval.title': 'طلب ينتظر قرارك',
  'letters.approval.intro.reset':
    'طلب {by} ({by_login}) في {at} أن يُرسل إلى {about} ({about_login}) رابط لاختيار كلمة مرور جديدة.',
  'letters.approval.intro.administrator': 'طلب {by} ({by_login}) في {at} منح {about} ({about_login}) صلاحيات المسؤول.',
  'letters.approval.intro.address':
    'طلب {by} ({by_login}) في {at} تغيير عنوان البريد الإلكتروني أو اسم الدخول أو الشركة لحساب المسؤول {about} ({about_login}).',
  'letters.approval.intro.factors':
    'طلب {by} ({by_login}) في {at} إزالة العوامل الثانية لحساب المسؤول {about} ({about_login}).',
  'letters.approval.intro.mail_server':
    'طلب {by} ({by_login}) في {at} إضافة خادم البريد الصادر {about} أو تغييره أو حذفه.',
  'letters.approval.intro.company':
    'طلب {by} ({by_login}) في {at} أن تأتي الرسائل إلى أشخاص {about} من عنوان آخر، أو أن تؤدي روابطها إلى عنوان آخر، أو أن تحيلهم إلى مكان آخر لطلب المساعدة.',
  'letters.approval.intro.setting':
    'طلب {by} ({by_login}) في {at} {about, select, approve_administrator_resets {ألا تحتاج إعادة تعيين كلمات مرور المسؤولين وتغيير حساباتهم إلى مسؤول ثانٍ بعد الآن} approve_mail_servers {ألا تحتاج تغييرات خوادم البريد الصادر والعناوين في الرسائل إلى مسؤول ثانٍ بعد الآن} bounce_address {أن تذهب الرسائل المرتجعة إلى عنوان آخر} other {تغيير {about}}}.',
  'letters.approval.change.set': '{field}: {after}',
  'letters.approval.change.moved': '{field}: {after}، وكان {before}',
  'letters.approval.change.ended': '{field}: لا شيء بعد الآن، وكان {before}',
  'letters.approval.change.secret_changed': 'كلمة المرور أو المفتاح أو الشهادة: غيرها',
  'letters.approval.change.secret_removed': 'كلمة المرور أو المفتاح أو الشهادة: لا شيء بعد الآن',
  'letters.approval.change.more': 'تعرض الصفحة المزيد.',
  'letters.approval.yes': 'نعم',
  'letters.approval.no': 'لا',
  'letters.approval.in_clear': 'لا شيء، بلا تشفير',
  'letters.approval.role':
    '{role, select, user {مستخدم} helpdesk {مكتب المساعدة} access {صلاحيات الوصول} settings {الإعدادات} other {{role}}}',
  'letters.approval.field.role': 'الدور',
  'letters.approval.field.login': 'اسم الدخول',
  'letters.approval.field.email': 'البريد الإلكتروني',
  'letters.approval.field.company': 'الشركة',
  'letters.approval.field.email_changed_at': 'تاريخ تغيير البريد الإلكتروني',
  'letters.approval.field.email_given_at': 'كلمة مرور جديدة عبر رابط، لأن أحد المسؤولين غيّر البريد الإلكتروني بتاريخ',
  'letters.approval.field.factors_removed_at': 'أزال أحد المسؤولين العوامل الثانية بتاريخ',
  'letters.approval.field.smtp_host': 'خادم البريد',
  'letters.approval.field.smtp_port': 'المنفذ',
  'letters.approval.field.smtp_encryption': 'التشفير',
  'letters.approval.field.smtp_user': 'اسم المستخدم',
  'letters.approval.field.active': 'مفعّل',
  'letters.approval.field.order': 'الترتيب',
  'letters.approval.field.sequence': 'الموضع',
  'letters.approval.field.from': 'المرسل',
  'letters.approval.field.from_filter': 'لهؤلاء المرسلين فقط',
  'letters.approval.field.sender_address': 'تأتي الرسائل من',
  'letters.approval.field.base_url': 'تؤدي الروابط إلى',
  'letters.approval.field.help_page': 'صفحة المساعدة',
  'letters.approval.field.help_email': 'بريد المساعدة',
  'letters.approval.field.bounce_address': 'تذهب الرسائل المرتجعة إلى',
  'letters.approval.field.approve_administrator_resets': 'مسؤول ثانٍ للمسؤولين',
  'letters.approval.field.approve_mail_servers': 'مسؤول ثانٍ لخوادم البريد',
  'letters.approval.key': 'طلب ذلك برنامج بمفتاح API {key}.',
  'letters.approval.until': 'لن يحدث شيء ما لم يوافق مسؤول آخر حتى {until}.',
  'letters.approval.more': 'هناك طلبات أخرى تنتظر. تعرضها الصفحة كلها.',
  'letters.approval.next': 'سجِّل الدخول، ثم وافِق أو ارفض. لم تكن تتوقع هذا الطلب؟ إذن تحدَّث أولًا إلى {by} بوسيلة تعرفها.',
  'letters.approval.button': 'الموافقة أو الرفض',

  'letters.alert.subject': 'تنبيه من Rekey: {what}',
  'letters.alert.what.password_disowned': 'إنكار تغيير كلمة مرور',
  'letters.alert.what.reset_disowned': 'إعادة تعيين لم تُطلب',
  'letters.alert.what.address_disowned': 'إنكار تغيير عنوان',
  'letters.alert.what.factor_due_disowned': 'كلمة مرور أدخلها شخص آخر',
  'letters.alert.title.factor_due_disowned': 'شخص غير صاحب الحساب كان يعرف كلمة مرور',
  'letters.alert.intro.factor_due_disowned':
    'ضغط {name} ({login}) «لم أكن أنا» في {at}: كان شخص آخر قد أدخل كلمة المرور الصحيحة لهذا الحساب على جهاز جديد، وأوقفه العامل الثاني.',
  'letters.alert.done.factor_due_disowned':
    'كلمة المرور لم تعد صالحة، وانتهت كل الجلسات والروابط، وأُرسل رابط جديد إلى عنوان الحساب، ولا تؤدي طلبات الغرباء إلى أي رسالة لمدة 24 ساعة.',
  'letters.alert.next.factor_due_disowned':
    'كان أحدٌ يعرف كلمة مرور {name}. تحدَّث إليه بوسيلة تعرفها، وابحث أين استُعملت تلك الكلمة غير ذلك.',
  'letters.alert.what.login_disowned': 'إنكار تغيير اسم الدخول',
  'letters.alert.title.login_disowned': 'غُيِّر اسم دخول، ولم يغيِّره صاحب الحساب',
  'letters.alert.intro.login_disowned':
    'ضغط {name} ({login}) «لم أكن أنا» في {at}: كان شخص آخر قد غيَّر اسم الدخول لهذا الحساب.',
  'letters.alert.next.login_disowned':
    'كان أحدٌ قد سجَّل الدخول باسم {name}. تحدَّث إليه بوسيلة تعرفها، وتأكد من أن اسم الدخول صحيح من جديد، وانظر في سجل التدقيق ماذا جرى للحساب.',
  'letters.alert.what.factors_disowned': 'إنكار عوامل ثانية',
  'letters.alert.title.factors_disowned': 'غُيِّرت عوامل ثانية، ولم يغيِّرها صاحب الحساب',
  'letters.alert.intro.factors_disowned':
    'ضغط {name} ({login}) «لم أكن أنا» في {at}: كان شخص آخر قد غيَّر العوامل الثانية لهذا الحساب.',
  'letters.alert.done.factors_disowned':
    'كلمة المرور لم تعد صالحة، وانتهت كل الجلسات والروابط، وأُرسل رابط جديد إلى عنوان الحساب، ولا تؤدي طلبات الغرباء إلى أي رسالة لمدة 24 ساعة.',
  'letters.alert.done.factors_left_disowned':
    'ما أُضيف حينها أو استُخدم لذلك لم يعد يفتح شيئًا، وانتهت الجلسات التي فتحها. وكان الحساب قد أُمِّن من قبل: فلم تُمَس كلمة المرور ولا الجلسات الأخرى ولا الروابط.',
  'letters.alert.next.factors_disowned':
    'كان أحدٌ قد دخل باسم {name}. تحدَّث إليه بوسيلة تعرفها، وانظر في السجل ماذا جرى للحساب.',
  'letters.alert.no_address':
    'تعذّرت إعادة العنوان السابق: فقد صار اسم دخول لشخص آخر. ومع ذلك وصل الرابط الجديد إلى {name} هناك، ولا عنوان للحساب في الوقت الحالي. امنح {name} عنوانًا آخر، أو غيِّر اسم الدخول ذاك.',
  'letters.alert.factors':
    'أُضيفت إلى الحساب عوامل ثانية منذ ذلك الحين، أو استخدمها شخص آخر. لم تعد تفتح شيئًا لكنها محسوبة: يدخل {name} بعامل آخر أقدم، أو بعد أن تتحقق منه وتزيلها هنا:',
  'letters.alert.what.sign_in_disowned': 'إنكار تسجيل دخول',
  'letters.alert.title.sign_in_disowned': 'سجَّل شخص الدخول، ولم يكن صاحب الحساب',
  'letters.alert.intro.sign_in_disowned':
    'ضغط {name} ({login}) «لم أكن أنا» في {at}: كان شخص آخر قد سجَّل الدخول إلى هذا الحساب من جهاز جديد.',
  'letters.alert.done.sign_in_disowned':
    'كلمة المرور لم تعد صالحة، وانتهت كل الجلسات والروابط، وأُرسل رابط جديد إلى عنوان الحساب، ولا تؤدي طلبات الغرباء إلى أي رسالة لمدة 24 ساعة.',
  'letters.alert.next.sign_in_disowned':
    'كان أحدٌ يعرف كلمة مرور {name} أو يملك مفتاح مرور. تحدَّث إليه بوسيلة تعرفها، وانظر في العوامل الثانية للحساب وماذا جرى له.',
  'letters.alert.title.password_disowned': 'غُيِّرت كلمة مرور، ولم يغيِّرها صاحبها',
  'letters.alert.intro.password_disowned':
    'ضغط {name} ({login}) «لم أكن أنا» في {at}: كان شخص آخر قد غيَّر كلمة مرور هذا الحساب.',
  'letters.alert.done.password_disowned':
    'كلمة المرور لم تعد صالحة، وانتهت كل الجلسات والروابط، وأُرسل رابط جديد إلى عنوان الحساب، ولا تؤدي طلبات الغرباء إلى أي رسالة لمدة 24 ساعة.',
  'letters.alert.next.password_disowned':
    'تحدَّث إلى {name} بوسيلة تعرفها. وإذا كان صندوق بريده في يد غيره، فأرشِف الحساب حتى يعود إليه.',
  'letters.alert.title.reset_disowned': 'طُلبت إعادة تعيين، ولم يطلبها صاحب الحساب',
  'letters.alert.intro.reset_disowned':
    'ضغط {name} ({login}) «لم أكن أنا» في {at}: كان شخص آخر قد طلب رابطًا لاختيار كلمة مرور هذا الحساب.',
  'letters.alert.done.reset_disowned': 'ذلك الرابط لم يعد يعمل. ولم تُمَس كلمة المرور.',
  'letters.alert.done.reset_disowned_changed_since':
    'لم يعد ذلك الرابط يعمل. غُيِّرت كلمة المرور بعد طلبه: اسأل {name} بطريقة تعرفها هل كان هو من غيَّرها.',
  'letters.alert.next.reset_disowned':
    'رسالة واحدة كهذه كثيرًا ما تكون خطأً في الكتابة. وإذا أبلغ عنها آخرون، فانظر في آخر عمليات إعادة التعيين من أين تأتي الطلبات.',
  'letters.alert.title.address_disowned': 'طُلب عنوان بريد آخر، ولم يطلبه صاحب الحساب',
  'letters.alert.intro.address_disowned':
    'ضغط {name} ({login}) «لم أكن أنا» في {at}: كان شخص سجَّل الدخول قد طلب أن تصل الرسائل إلى عنوان آخر.',
  'letters.alert.done.address_disowned':
    'تصل الرسائل إلى العنوان السابق، وكلمة المرور لم تعد صالحة، وانتهت كل الجلسات والروابط، وأُرسل رابط جديد إلى عنوان الحساب، ولا تؤدي طلبات الغرباء إلى أي رسالة لمدة 24 ساعة.',
  'letters.alert.next.address_disowned':
    'كان أحدٌ يعرف كلمة مرور {name}. تحدَّث إليه بوسيلة تعرفها، وانظر في سجل التدقيق ماذا جرى للحساب.',

  'mail.test.subject': 'رسالة تجريبية من Rekey',
  'mail.test.preheader': 'خادم البريد الصادر يعمل.',
  'mail.test.title': 'خادم البريد الصادر يعمل',
  'mail.test.body': 'خرجت هذه الرسالة عبر {server} في {moment}.',
  'mail.test.compare': 'إذا وصلت إلى مجلد البريد غير المرغوب فيه، فاطلب من مسؤول نطاقك فحص سجلات SPF وDKIM وDMARC.',
  'mail.test.fine': 'طلبها أحد القائمين على إدارة Rekey هذا. لا حاجة إلى فعل شيء.',
} as const satisfies Record<keyof typeof english, string>;
