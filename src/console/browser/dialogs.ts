import { readPage } from '../../ui/browser/read-page.ts';

/** Links with `data-dialog` show the page that they lead to in a dialog, as far as it has a `data-dialog-body`. */
export function openDialogs(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-dialog]') : null;
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)
      return;
    event.preventDefault();
    void openPage(link.href);
  });
}

/** Shows a dialog; when it closes, whatever had the focus has it again, or the menu that this was in. */
export function showDialog(dialog: HTMLDialogElement): void {
  const before = document.activeElement;
  dialog.addEventListener('close', () => focusAgain(before), { once: true });
  dialog.showModal();
}

function focusAgain(element: Element | null): void {
  const menu = element?.closest('details.drop:not([open])')?.querySelector('summary');
  const again = menu ?? element;
  if (again instanceof HTMLElement) again.focus();
}

let onItsWay = false;

/** One that is on its way, over a slow line, is not opened twice. Whatever goes wrong, the page itself can still be opened. */
async function openPage(address: string): Promise<void> {
  if (onItsWay) return;
  onItsWay = true;
  const body = await bodyOf(address).catch(() => undefined);
  onItsWay = false;
  if (!body) return location.assign(address);
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  const title = body.querySelector('h2');
  if (title?.id) dialog.setAttribute('aria-labelledby', title.id);
  dialog.append(body);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element ? event.target : null;
    if (pressed !== dialog && !pressed?.closest('[data-dialog-close]')) return;
    event.preventDefault();
    dialog.close();
  });
  document.body.append(dialog);
  showDialog(dialog);
  // Enter pressed twice by mistake takes nothing away.
  if (dialog.querySelector('.button-danger:focus')) dialog.querySelector<HTMLElement>('[data-dialog-close] a')?.focus();
}

async function bodyOf(address: string): Promise<Element | undefined> {
  const body = (await readPage(address))?.querySelector('[data-dialog-body]');
  return body ? document.adoptNode(body) : undefined;
}
