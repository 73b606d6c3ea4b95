import type { Child } from 'hono/jsx';
import { Submit } from '../../ui/index.ts';

interface Props {
  action: string;
  /** Where the script draws what the passkey is asked. */
  options: string;
  redirect?: string | undefined;
  /** Makes a new passkey instead of asking for one. */
  create?: boolean;
  /** More fields. */
  fields?: Child;
  children?: Child;
}

/** A form that a script fills in with a passkey's answer. Without JavaScript, or where the browser has none, it is not there. */
export function PasskeyForm({ action, options, redirect, create = false, fields, children }: Props) {
  return (
    <form method="post" action={action} data-passkey={options} data-create={String(create)} hidden>
      {redirect !== undefined && <input type="hidden" name="redirect" value={redirect} />}
      <input type="hidden" name="passkey" value="" />
      {fields}
      <Submit kind="secondary">{children}</Submit>
    </form>
  );
}
