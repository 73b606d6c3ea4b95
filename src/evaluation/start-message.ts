import type { Translate } from '../locale/index.ts';
import type { Demo } from './seed-demo.ts';

/** What the terminal says once an evaluation runs: where it is, who may enter, what to try first. */
export function startMessage(t: Translate, baseUrl: string, demo: Demo): string[] {
  const { login, password, file } = demo.administrator;
  return [
    '',
    t('mailbox.start.running', { url: baseUrl }),
    '',
    t('mailbox.start.tour'),
    `  ${t('mailbox.start.open', { url: `${baseUrl}/web/reset_password` })}`,
    `  ${t('mailbox.start.type', { email: demo.visitor })}`,
    `  ${t('mailbox.start.mailbox', { url: `${baseUrl}/mailbox` })}`,
    '',
    t('mailbox.start.administrator', { url: `${baseUrl}/web/login` }),
    `  ${t('mailbox.start.login', { login })}`,
    ...(password === undefined
      ? [`  ${t('mailbox.start.no_password', { login })}`]
      : [`  ${t('mailbox.start.password', { password })}`, `  ${t('mailbox.start.kept', { file })}`]),
    '',
    t('mailbox.start.stop'),
    '',
  ];
}
