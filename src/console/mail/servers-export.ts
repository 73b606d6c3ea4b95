import type { Web } from '../../http/index.ts';
import type { ServerRecord } from '../../mail/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { addShortExport } from '../list/index.ts';
import { serversPath } from './paths.ts';
import { stateText } from './server-state.tsx';

/** The outgoing mail servers as a file, in the order in which they are asked. */
export function addServersExport(web: Web, desk: Desk): void {
  addShortExport(web, desk, serversPath, 'mail_servers', (staff) => linesOf(desk, staff));
}

async function* linesOf({ mail }: Desk, { t, caller }: Staff): AsyncGenerator<string[][]> {
  yield [
    [
      t('console.servers.name'),
      t('console.server.sequence'),
      t('console.servers.host'),
      t('console.server.smtp_port'),
      t('console.server.smtp_encryption'),
      t('console.servers.user'),
      t('console.server.from_filter'),
      t('console.servers.state'),
    ],
  ];
  const lineOf = (server: ServerRecord): string[] => [
    server.name,
    String(server.sequence),
    server.smtp_host,
    String(server.smtp_port),
    t(`console.server.smtp_encryption.${server.smtp_encryption}`),
    server.smtp_user ?? '',
    server.from_filter ?? '',
    stateText(t, server),
  ];
  yield (await mail.servers.list(caller)).map(lineOf);
}
