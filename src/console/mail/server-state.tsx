import { day } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { Ending, ServerRecord } from '../../mail/index.ts';
import { Badge } from '../parts/index.ts';

const tones = { working: 'good', slow: 'warn', failing: 'bad', unknown: 'quiet' } as const;

/** How a server does, in one word or two. */
export function stateText(t: Translate, { active, state }: ServerRecord): string {
  return t(`console.servers.state.${active ? state : 'inactive'}`);
}

/** How a server does, and since when. */
export function ServerState({ t, server, at }: { t: Translate; server: ServerRecord; at(iso: string): string }) {
  if (!server.active) return <Badge>{stateText(t, server)}</Badge>;
  return (
    <>
      <Badge tone={tones[server.state]}>{stateText(t, server)}</Badge>
      {server.failing_since && (
        <span class="quiet"> {t('console.servers.since', { since: at(server.failing_since) })}</span>
      )}
    </>
  );
}

/** What is always to be seen beside a server: that it is not encrypted, and what of it runs out. */
export function ServerMarks({ t, server, now }: { t: Translate; server: ServerRecord; now: number }) {
  return (
    <>
      {server.unencrypted && <Badge tone="bad">{t('console.servers.unencrypted')}</Badge>}
      {soonEnding(server, now).map((ending) => (
        <Badge tone={hasEnded(ending, now) ? 'bad' : 'warn'}>{endingText(t, ending, now)}</Badge>
      ))}
    </>
  );
}

const warnedBefore = 30 * day;

/** What of a server has run out, or will within a month. */
export function soonEnding({ endings }: ServerRecord, now: number): Ending[] {
  return endings.filter(({ at }) => Date.parse(at) - now < warnedBefore);
}

/** What will run out some day, and needs nothing yet. */
export function laterEnding(server: ServerRecord, now: number): Ending[] {
  const soon = soonEnding(server, now);
  return server.endings.filter((ending) => !soon.includes(ending));
}

/** "Client secret expires on 2027-05-31". */
export function endingText(t: Translate, ending: Ending, now: number): string {
  const words = hasEnded(ending, now) ? 'console.servers.expired' : 'console.servers.expires';
  return t(words, { what: ending.what, day: ending.at.slice(0, 10) });
}

function hasEnded({ at }: Ending, now: number): boolean {
  return Date.parse(at) <= now;
}
