import { showDialog } from './dialogs.ts';

/** Alt and the key of `data-key` press, follow or focus what carries it; the sheet lists them all. */
export function listenForShortcuts(): void {
  document.addEventListener('keydown', (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const key = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1];
    if (key === 'K') showSheet();
    else if (!press(key)) return;
    event.preventDefault();
  });
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-shortcuts]')) {
    button.hidden = false;
    button.addEventListener('click', showSheet);
  }
  for (const one of withKeys()) one.setAttribute('aria-keyshortcuts', `Alt+${one.dataset['key']}`);
}

function withKeys(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-key]')];
}

/** What each key reaches right now: of two, the later one, as what is done with a selection comes after the page's menu. */
function reached(): Map<string, HTMLElement> {
  const shown = withKeys().filter((one) => one.checkVisibility({ visibilityProperty: true }));
  return new Map(shown.map((one) => [one.dataset['key'] ?? '', one]));
}

function press(key = ''): boolean {
  const one = reached().get(key);
  if (!one) return false;
  one.focus();
  if (!(one instanceof HTMLInputElement)) one.click();
  return true;
}

function showSheet(): void {
  const sheet = document.querySelector<HTMLDialogElement>('#shortcuts');
  const list = sheet?.querySelector<HTMLElement>('.keys');
  if (!sheet || !list || sheet.open) return;
  list.replaceChildren(...[...reached().values()].map((one) => line(one, list.dataset['alt'])));
  showDialog(sheet);
}

function line(one: HTMLElement, alt = 'Alt'): HTMLElement {
  const [row, key, words] = [document.createElement('div'), document.createElement('dt'), document.createElement('dd')];
  const keyboard = document.createElement('kbd');
  keyboard.textContent = `${alt} + ${one.dataset['key']}`;
  key.append(keyboard);
  words.textContent = (one.getAttribute('aria-label') ?? one.textContent ?? '').trim();
  row.append(key, words);
  return row;
}
