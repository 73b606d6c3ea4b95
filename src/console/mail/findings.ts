import type { Translate } from '../../locale/index.ts';
import type { MailTrouble, ServerRecord } from '../../mail/index.ts';

interface Known {
  servers: readonly ServerRecord[];
  trouble: MailTrouble | undefined;
  waiting: number;
  now: number;
}

/** What whoever runs the mail server needs to know, as plain text: no secret, no user name, nobody's address. */
export function findingsText(t: Translate, { servers, trouble, waiting, now }: Known): string {
  const lines = servers.map((server) =>
    [
      `${server.smtp_host}:${server.smtp_port} (${server.smtp_encryption}, ${server.smtp_authentication})`,
      `  ${stateOf(server)}`,
      ...(server.last_words ? [`  ${server.last_reason}: ${server.last_words}`] : []),
      ...(server.last_reply ? [`  ${t('console.servers.said', { reply: server.last_reply })}`] : []),
    ].join('\n'),
  );
  return [
    `Rekey, ${new Date(now).toISOString()}`,
    ...(trouble ? [t(`console.mail.alert.${trouble.what}`)] : []),
    ...lines,
    `letters waiting: ${waiting}`,
  ].join('\n');
}

function stateOf({ active, state, failing_since: since }: ServerRecord): string {
  if (!active) return 'switched off';
  return since === null ? state : `${state} since ${since}`;
}
