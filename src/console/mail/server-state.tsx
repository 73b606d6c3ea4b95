import { day } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { ServerRecord } from '../../mail/index.ts';
import { Badge } from '../parts/index.ts';

const tones = { working: 'good', slow: 'warn', failing: 'bad', unknown: 'quiet' } as const;

/** How a server does, and since when. */
export function ServerState({ t, server, at }: { t: Translate; server: ServerRecord; at(iso: string): string }) {
  if (!server.active) return <Badge>{t('console.servers.state.inactive')}</Badge>;
  return (
    <>
      <Badge tone={tones[server.state]}>{t(`console.servers.state.${server.state}`)}</Badge>
      {server.failing_since && (
        <span class="quiet"> {t('console.servers.since', { since: at(server.failing_since) })}</span>
      )}
    </>
  );
}

/** What is always to be seen beside a server: that it is not encrypted, and that its secret runs out. */
export function ServerMarks({ t, server, now }: { t: Translate; server: ServerRecord; now: number }) {
  const { oauth_expires_on: on, unencrypted } = server;
  const left = on === null ? Number.POSITIVE_INFINITY : Date.parse(on) - now;
  const words = left <= 0 ? 'console.servers.expired' : 'console.servers.expires';
  return (
    <>
      {unencrypted && <Badge tone="bad">{t('console.servers.unencrypted')}</Badge>}
      {on !== null && left < warnedBefore && <Badge tone={left <= 0 ? 'bad' : 'warn'}>{t(words, { day: on })}</Badge>}
    </>
  );
}

const warnedBefore = 30 * day;
