import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icons.tsx';

const icons = { success: 'check', info: 'info', warning: 'warning', error: 'warning' } as const satisfies Record<
  string,
  IconName
>;

/** Something that the page says before all else. An error is read out at once, the rest in its turn. */
export function Notice({ kind, title, children }: { kind: keyof typeof icons; title: string; children?: Child }) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon name={icons[kind]} />
      <div>
        <p class="notice-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
