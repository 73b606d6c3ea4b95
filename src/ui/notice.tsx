import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icons.tsx';

const icons = { success: 'check', info: 'info', warning: 'warning', error: 'warning' } as const satisfies Record<
  string,
  IconName
>;

interface Props {
  kind: keyof typeof icons;
  title: string;
  /** It is the answer to what was pressed: whoever has a keyboard goes on from here. */
  answer?: boolean;
  children?: Child;
}

/** Something that the page says before all else. An error is read out at once, the rest in its turn. */
export function Notice({ kind, title, answer = false, children }: Props) {
  const focus = answer ? { tabindex: -1, autofocus: true } : {};
  return (
    <div class={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : 'status'} {...focus}>
      <Icon name={icons[kind]} />
      <div>
        <p class="notice-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
