import type { passwords as english } from '../en/passwords.ts';

export const passwords = {
  'passwords.hint.length':
    '{min, plural, zero {# حرف على الأقل} one {حرف واحد على الأقل} two {حرفان على الأقل} few {# أحرف على الأقل} many {# حرفًا على الأقل} other {# حرف على الأقل}}',
  'passwords.hint.too_long':
    '{max, plural, zero {# حرف على الأكثر} one {حرف واحد على الأكثر} two {حرفان على الأكثر} few {# أحرف على الأكثر} many {# حرفًا على الأكثر} other {# حرف على الأكثر}}',
  'passwords.hint.lower': 'حرف لاتيني صغير',
  'passwords.hint.upper': 'حرف لاتيني كبير',
  'passwords.hint.number': 'رقم',
  'passwords.hint.special': 'رمز خاص: علامة أو مسافة',
  'passwords.hint.common': 'غير شائعة: ليست كلمة مرور معروفة، وأكثر من كلمة أو اسم أو تاريخ أو مفاتيح متجاورة',
  'passwords.hint.personal': 'غير شخصية: لا جزء من اسمك أو اسم دخولك أو بريدك أو شركتك',
  'passwords.hint.barred': 'لا شيء من الكلمات غير المسموح بها هنا',
  'passwords.hint.breached': 'غير معروفة من تسرب بيانات',
  'passwords.hint.used_before':
    '{last, plural, zero {كلمة مرور جديدة} one {ليست كلمة مرورك الحالية} two {ليست من آخر كلمتَي مرور لك} few {ليست من آخر # كلمات مرور لك} many {ليست من آخر # كلمة مرور لك} other {ليست من آخر # كلمة مرور لك}}',

  'passwords.refused.length':
    '{length, plural, zero {لا أحرف فيها} one {فيها حرف واحد} two {فيها حرفان} few {فيها # أحرف} many {فيها # حرفًا} other {فيها # حرف}}؛ والحد الأدنى {min, number}.',
  'passwords.refused.too_long':
    '{length, plural, zero {لا أحرف فيها} one {فيها حرف واحد} two {فيها حرفان} few {فيها # أحرف} many {فيها # حرفًا} other {فيها # حرف}}؛ والحد الأقصى {max, number}. اختصرها.',
  'passwords.refused.lower': 'ليس فيها حرف لاتيني صغير. أضف واحدًا.',
  'passwords.refused.upper': 'ليس فيها حرف لاتيني كبير. أضف واحدًا.',
  'passwords.refused.number': 'ليس فيها رقم. أضف رقمًا من 0 إلى 9.',
  'passwords.refused.special': 'ليس فيها رمز خاص. أضف علامة مثل ! أو - أو مسافة.',
  'passwords.refused.common':
    '{piece, select, list {هي في قائمة كلمات المرور المعروفة، أو تكاد. اختر غيرها.} series {لا تكاد تزيد على كلمات بترتيبها المعتاد. اخلط بها غيرها.} date {لا تكاد تزيد على تاريخ. أضف بضع كلمات.} keyboard {لا تكاد تزيد على مفاتيح متجاورة. اختر بضع كلمات بدلًا منها.} sequence {لا تكاد تزيد على تسلسل. اختر بضع كلمات بدلًا منه.} repetition {لا تكاد تزيد على تكرار. اختر بضع كلمات بدلًا منه.} other {لا تكاد تزيد على كلمة أو اسم أو رقم شائع. أضف كلمة أو كلمتين.}}',
  'passwords.refused.barred': 'تحتوي على «{word}»، وهو غير مسموح به في كلمات المرور هنا. احذفه.',
  'passwords.refused.breached':
    'هي معروفة من تسرب بيانات، وقد يجربها آخرون. اختر غيرها، وغيِّرها في كل مكان آخر تستخدمها فيه.',
  'passwords.refused.used_before':
    '{last, plural, =0 {قد يعرفها شخص آخر: لقد أُبطلت.} zero {سبق استخدامها.} one {هي كلمة مرورك الحالية.} two {هي من آخر كلمتَي مرور لك.} few {هي من آخر # كلمات مرور لك.} many {هي من آخر # كلمة مرور لك.} other {هي من آخر # كلمة مرور لك.}} اختر كلمة جديدة.',
  'passwords.refused.differs': 'المدخلان غير متطابقين. اكتب كلمة المرور الجديدة في الحقلين.',
  'passwords.refused.personal':
    '{of, select, name {تحتوي على «{part}» من اسمك.} login {تحتوي على «{part}» من اسم دخولك.} email {تحتوي على «{part}» من عنوان بريدك.} company {تحتوي على «{part}» من اسم شركتك.} other {تحتوي على «{part}»، وهو مما يعرفه الآخرون عنك.}} احذفه، معكوسًا أيضًا أو برموز أخرى.',
} as const satisfies Record<keyof typeof english, string>;
