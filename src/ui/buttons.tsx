import type { Child } from 'hono/jsx';

interface SubmitProps {
  children?: Child;
  /** What the button says while the answer is awaited; it has room for both from the start. */
  busy?: string;
  kind?: 'primary' | 'secondary' | 'danger';
  name?: string;
  value?: string;
  /** The id of what tells buttons of one name apart. */
  describedBy?: string;
}

/** The button that sends its form. With JavaScript it can be pressed once. */
export function Submit({ children, busy, kind = 'primary', name, value, describedBy }: SubmitProps) {
  return (
    <button type="submit" class={`button button-${kind}`} name={name} value={value} aria-describedby={describedBy}>
      <span class="button-label">{children}</span>
      {busy && <span class="button-busy">{busy}</span>}
    </button>
  );
}

export function LinkButton({
  href,
  kind = 'secondary',
  shortcut,
  children,
}: {
  href: string;
  kind?: 'primary' | 'secondary';
  /** With Alt, where the page listens for such keys. */
  shortcut?: string;
  children?: Child;
}) {
  return (
    <a class={`button button-${kind}`} href={href} data-key={shortcut}>
      {children}
    </a>
  );
}
