import type { Child } from 'hono/jsx';
import { LinkButton, Submit } from '../../ui/index.ts';

interface Props {
  /** The question. A page shows it as its title as well; a dialog has only this. */
  title: string;
  /** Where the answer is sent. */
  action: string;
  /** What the button that does it says. */
  yes: string;
  busy?: string;
  danger?: boolean;
  /** What the way back says, and where it leads. */
  no: string;
  back: string;
  /** Another button, after the one that does it: the Enter key presses the first. */
  also?: Child;
  /** What is asked, and the fields that go along. */
  children?: Child;
}

/** The body of a page that asks before something is done. Opened by a link with `data-dialog`, it is shown in a dialog. */
export function Confirm({ title, action, yes, busy, danger, no, back, also, children }: Props) {
  return (
    <div class="card confirm" data-dialog-body>
      <h2 id="confirm-title" class="dialog-title">
        {title}
      </h2>
      <form method="post" action={action}>
        {children}
        <div class="confirm-buttons">
          <Submit kind={danger ? 'danger' : 'primary'} {...(busy && { busy })}>
            {yes}
          </Submit>
          {also}
          <span data-dialog-close>
            <LinkButton href={back}>{no}</LinkButton>
          </span>
        </div>
      </form>
    </div>
  );
}
