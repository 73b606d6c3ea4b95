import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { violationsTold } from '../problem.ts';
import { PasswordCheck, PasswordPolicy, Verdict } from '../shapes/password-policy.ts';

export function passwordPolicy({ resets, passwords, settings, database, locale }: ApiParts): Operation[] {
  const t = locale.in('en');
  return [
    operation({
      id: 'getPasswordPolicy',
      method: 'get',
      path: '/password-policy',
      summary: 'Tell the rules for new passwords',
      act: 'open',
      answer: { status: 200, schema: PasswordPolicy },
      refuses: [],
      async handle() {
        const policy = passwords.policy(await settings.read(database.read));
        return {
          id: policy.id,
          min_length: policy.minLength,
          max_length: policy.maxLength,
          rules: policy.rules.map(({ code, hint }) => ({ rule: code, text: t(hint.key, hint.params) })),
          password_rules: policy.passwordRules,
        };
      },
    }),
    operation({
      id: 'checkPassword',
      method: 'post',
      path: '/password-policy/check',
      summary: 'Judge a password without setting it',
      act: 'passwords.judge',
      body: PasswordCheck,
      answer: { status: 200, schema: Verdict },
      refuses: [],
      async handle({ caller, body: { password, name = '', login = '', email, company } }) {
        const violations = await resets.judgeFor(caller, password, { name, login, email, company });
        return { accepted: violations.length === 0, violations: violationsTold(t, { violations }) };
      },
    }),
  ];
}
