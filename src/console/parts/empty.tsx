import type { Child } from 'hono/jsx';
import { Icon, type IconName } from '../../ui/index.ts';

/** What a page says that has nothing to show yet: what would be here, and how it comes to be. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: Child }) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
