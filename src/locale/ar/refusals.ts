import type { RefusalTexts } from '../translated.ts';

export const refusals = {
  'refusals.malformed.title': 'هذا الطلب غير مفهوم',
  'refusals.malformed': 'هو ناقص أو تلف في الطريق. لم يتغير شيء. ارجع، وأعد تحميل الصفحة، وكرِّر الخطوة.',
  'refusals.too_large.title': 'هذا كثير دفعة واحدة',
  'refusals.too_large': 'كان النموذج أكبر مما يمكن أن يكون. لم يتغير شيء. ارجع واكتب أقل.',
  'refusals.cross_site.title': 'لم يُرسَل هذا النموذج من صفحتنا',
  'refusals.cross_site':
    'لحمايتك لا تُقبل إلا نماذج هذا الموقع. لم يتغير شيء. افتح الصفحة هنا وأرسل النموذج من جديد؛ وإن لم يُجدِ ذلك فجرِّب متصفحًا آخر.',
  'refusals.cookies_needed.title': 'تحتاج هذه الصفحة إلى ملفات تعريف الارتباط',
  'refusals.cookies_needed':
    'لا يحتفظ متصفحك بأي ملف تعريف ارتباط (كوكيز) من هذا الموقع، {what, select, sign_in {ولذلك لم يتم تسجيل دخولك هنا. لم يتغير شيء آخر. اسمح بملفات تعريف الارتباط لهذا الموقع في إعدادات متصفحك، أو استخدم متصفحًا آخر، ثم سجّل الدخول مرة أخرى} other {ولذلك لا يمكن فتح صفحة رابطك. لم يتغير شيء، والرابط صالح كما كان. اسمح بملفات تعريف الارتباط لهذا الموقع في إعدادات متصفحك، أو استخدم متصفحًا آخر، ثم افتح الرابط مرة أخرى}}.',
  'refusals.not_signed_in.title': 'لم تسجِّل الدخول',
  'refusals.not_signed_in': 'انتهت الجلسة، أو لم تكن هناك جلسة. لم يتغير شيء. سجِّل الدخول وكرِّر الخطوة.',
  'refusals.forbidden.title': 'لا يحق لك فعل هذا',
  'refusals.forbidden': 'دورك لا يسمح بذلك. لم يتغير شيء. اسأل أحد المسؤولين إذا احتجت إليه.',
  'refusals.not_found.title': 'لا شيء هنا',
  'refusals.not_found': 'ما تبحث عنه غير موجود، أو لم يعد موجودًا. لم يتغير شيء. تحقق من العنوان أو الاسم.',
  'refusals.wrong_credentials.title': 'اسم الدخول أو كلمة المرور غير صحيح.',
  'refusals.wrong_credentials':
    'تحقق منهما وحاول من جديد؛ الحروف الكبيرة والصغيرة تختلف في كلمة المرور. وإذا نسيتها فأعد تعيينها.',
  'refusals.wrong_password.title': 'هذه ليست كلمة مرورك',
  'refusals.wrong_password': 'لم يتغير شيء. اكتب كلمة المرور التي تسجِّل بها الدخول الآن.',
  'refusals.limited.title': 'محاولات كثيرة في وقت قصير',
  'refusals.limited': 'يحمي هذا الجميع من التخمين ومن سيل الطلبات. لم يتغير شيء ولم يضِع شيء. انتظر، ثم حاول مرة أخرى.',
  'refusals.challenge_needed.title': 'يُرجى الانتظار بضع ثوانٍ',
  'refusals.challenge_needed':
    'يُبعد هذا البرامج التي تحاول آلاف المرات. لم يتغير شيء ولم يضِع شيء. {wait, plural, zero {انتظر لحظة} one {انتظر ثانية واحدة} two {انتظر ثانيتين} few {انتظر # ثوانٍ} many {انتظر # ثانية} other {انتظر # ثانية}}، ثم اضغط الزر مرة أخرى.',
  'refusals.busy.title': 'الضغط كبير الآن',
  'refusals.busy': 'لم يتغير شيء ولم يضِع شيء. انتظر لحظة وحاول من جديد.',
  'refusals.link_unknown.title': 'هذا الرابط لا يعمل',
  'refusals.link_unknown':
    'ربما قُطع عند نسخه، أو هو أقدم مما نتذكر. لم يتغير شيء. افتحه من الرسالة مرة أخرى كاملًا، أو اطلب رابطًا جديدًا.',
  'refusals.link_expired.title': 'انتهت صلاحية هذا الرابط',
  'refusals.link_expired': 'لم يتغير شيء. اطلب رابطًا جديدًا.',
  'refusals.link_used.title': 'سبق استخدام هذا الرابط',
  'refusals.link_used': 'يعمل الرابط مرة واحدة، وقد أدّى غرضه. سجِّل الدخول، أو أعد تعيين كلمة مرورك إن لم تستطع.',
  'refusals.link_mismatch.title': 'هذا النموذج ورابطه لم يعودا متوافقين',
  'refusals.link_mismatch':
    'فتح متصفحك رابطًا آخر منذ ذلك الحين، أو احتفظ بهذه الصفحة طويلًا. لم يغيِّر هذا النموذج شيئًا، وآخر رابط فُتح صالح كما كان. تابع به، أو افتح الرسالة الصحيحة من جديد.',
  'refusals.password_refused.title': 'كلمة المرور هذه لا تصلح بعد',
  'refusals.password_refused': 'لم تتغير كلمة مرورك. اختر كلمة تستوفي كل القواعد.',
  'refusals.breaches_unknown.title': 'لا يمكن فحص كلمة المرور هذه الآن',
  'refusals.breaches_unknown':
    'الخدمة التي تعرف كلمات مرور التسربات لا تجيب. لم تتغير كلمة مرورك، ورابطك صالح كما كان. انتظر دقيقة وحاول من جديد.',
  'refusals.wrong_code.title': 'هذا الرمز غير صحيح',
  'refusals.wrong_code':
    'قد يكون من الدقيقة السابقة، أو استُخدم من قبل. اكتب الرمز الذي يعرضه التطبيق الآن، أو أحد رموز الاسترداد.',
  'refusals.passkey_refused.title': 'لم يُقبل مفتاح المرور هذا',
  'refusals.passkey_refused': 'لم يتغير شيء. حاول مرة أخرى، أو اختر طريقة أخرى.',
  'refusals.factor_exists.title': 'يوجد تطبيق مصادقة بالفعل',
  'refusals.factor_exists': 'لم يتغير شيء. أزِله أولًا إن أردت استخدام تطبيق آخر.',
  'refusals.app_offered_elsewhere.title': 'بدأت إضافة تطبيق مصادقة في جلسة أخرى',
  'refusals.app_offered_elsewhere': 'ما مسحته لا يُحتسب. ابدأ من جديد.',
  'refusals.factor_missing.title': 'يلزم عامل ثانٍ أولًا',
  'refusals.factor_missing': 'دورك يتطلبه. أضف تطبيق مصادقة أو مفتاح مرور، ثم تابع.',
  'refusals.choice_missing.title': 'لم تُختر أي إجابة',
  'refusals.choice_missing': 'لم يتغير شيء. اختر إحدى الإجابتين.',
  'refusals.login_missing.title': 'اسم الدخول ناقص',
  'refusals.login_missing': 'لم يتغير شيء. اكتب اسم دخول.',
  'refusals.login_malformed.title': 'اسم الدخول هذا يلتبس بغيره',
  'refusals.login_malformed': 'فيه حرف لا يراه أحد، أو أنه اسم شخص محذوف. لم يتغير شيء. اختر اسم دخول آخر.',
  'refusals.login_taken.title': 'اسم الدخول هذا لشخص آخر',
  'refusals.login_taken': 'إنه اسم الدخول أو عنوان البريد الإلكتروني لشخص آخر. لم يتغير شيء. اختر اسم دخول آخر.',
  'refusals.name_missing.title': 'الاسم ناقص',
  'refusals.name_missing': 'لم يتغير شيء. اكتب اسمًا.',
  'refusals.email_malformed.title': 'هذا ليس عنوان بريد إلكتروني',
  'refusals.email_malformed': 'لم يتغير شيء. اكتب عنوانًا مثل \u2066name@example.com\u2069.',
  'refusals.email_is_login.title': 'عنوان البريد الإلكتروني هذا هو اسم الدخول لشخص آخر',
  'refusals.email_is_login':
    'عند كتابته لتسجيل الدخول سيُقصد به ذلك الشخص. لم يتغير شيء. استعمل عنوانًا آخر، أو اطلب من أحد المسؤولين تغيير اسم الدخول ذاك.',
  'refusals.login_is_email.title': 'اسم الدخول هذا هو أيضًا عنوان البريد الإلكتروني لشخص آخر',
  'refusals.login_is_email':
    'ما دام العنوان مشتركًا، فكتابته تعني هذا الحساب وحده، ويجب أن يكون الوصول إليه ممكنًا هناك. لم يتغير شيء. وباسم دخول آخر يمنحه أحد المسؤولين يمكن تغيير العنوان أيضًا.',
  'refusals.already_set_up.title': 'أُعدّ Rekey من قبل',
  'refusals.already_set_up':
    'هناك مسؤول، فلا يمكن لأحد أن يصبح الأول. لم يتغير شيء. سجِّل الدخول، أو أعد تعيين كلمة مرورك.',
  'refusals.self_service_off.title': 'هنا يعيد المسؤول تعيين كلمات المرور',
  'refusals.self_service_off': 'طلب الرابط بنفسك مُعطَّل. لم يتغير شيء. اطلب رابطًا من المسؤول.',
  'refusals.scope_above_role.title': 'سيُسمح لهذا المفتاح بأكثر مما يُسمح لمالكه',
  'refusals.scope_above_role':
    'لا يتيح دور المالك أي شيء بالصلاحية {scope}، والمفتاح لا يكبر مع مالكه. لم يُنشأ شيء. احذف هذه الصلاحية.',
  'refusals.too_many_keys.title': 'هناك مفاتيح API كثيرة بالفعل',
  'refusals.too_many_keys':
    'لا يملك أحد أكثر من {most, number}. لم يُنشأ أي مفتاح. ألغِ أولًا مفتاحًا لم يعد أي برنامج يحتاج إليه.',
} as const satisfies RefusalTexts;
