import type { KeyRecord } from '../../api-keys/index.ts';
import type { Web } from '../../http/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { addShortExport } from '../list/index.ts';
import { keysPath } from './paths.ts';

const keysAtOnce = 200;

/** Everybody's keys as a file: what they may and until when, and nothing that opens anything. */
export function addApiKeysExport(web: Web, desk: Desk): void {
  addShortExport(web, desk, keysPath, 'api_keys', (staff) => linesOf(desk, staff));
}

async function* linesOf(desk: Desk, staff: Staff): AsyncGenerator<string[][]> {
  const { t, caller } = staff;
  const stillIn = desk.stillIn(staff);
  yield [
    [
      t('api_keys.name'),
      t('console.api_keys.key'),
      t('console.api_keys.owner'),
      t('console.api_keys.scopes'),
      t('console.api_keys.made'),
      t('console.api_keys.ends'),
      t('console.api_keys.used'),
      t('console.api_keys.held_back'),
    ],
  ];
  let cursor: string | undefined;
  do {
    await stillIn();
    const { items, next } = await desk.apiKeys.list(caller, { everybody: true, limit: keysAtOnce, cursor });
    yield items.map((key) => lineOf(t, key));
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}

function lineOf(t: Translate, key: KeyRecord): string[] {
  const { name, hint, user, scopes, created_at, expires_at, last_used_at, held_back } = key;
  const heldBack = held_back ? t('console.api_keys.held_back') : '';
  return [name, hint, user.login, scopes.join(' '), created_at, expires_at, last_used_at ?? '', heldBack];
}
