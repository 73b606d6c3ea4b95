import type { Child } from 'hono/jsx';
import { Icon } from '../../ui/index.ts';

/** One thing that can be done. */
interface Action {
  text: string;
  /** A page that asks first, or does nothing but show; with `dialog` it opens as a dialog where there is JavaScript. */
  href?: string;
  dialog?: boolean;
  /** Or a form that is sent at once: its address, and the fields that go along. */
  post?: string;
  fields?: Record<string, string>;
  /** Takes something away. */
  danger?: boolean;
}

/** The gear beside a title: everything that can be done with what the page shows. */
export function ActionMenu({ label, actions }: { label: string; actions: Action[] }) {
  if (actions.length === 0) return null;
  return (
    <details class="drop gear" name="menu">
      <summary class="gear-head" data-key="U">
        <Icon name="gear" />
        <span>{label}</span>
      </summary>
      <ul class="drop-sheet">
        {actions.map((action) => (
          <li>{'post' in action ? <ActionForm {...action} /> : <ActionLink {...action} />}</li>
        ))}
      </ul>
    </details>
  );
}

function ActionLink({ text, href, dialog, danger }: Action) {
  return (
    <a href={href} class={dangerClass(danger)} data-dialog={dialog ? '' : undefined}>
      {text}
    </a>
  );
}

function ActionForm({ text, post, fields = {}, danger }: Action): Child {
  return (
    <form method="post" action={post}>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={dangerClass(danger)}>
        {text}
      </button>
    </form>
  );
}

function dangerClass(danger: boolean | undefined): string | undefined {
  return danger ? 'drop-danger' : undefined;
}
