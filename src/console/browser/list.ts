/*
 * Comfort for lists: what is typed is searched at once, a page of rows is selected with one tick, and what is selected is
 * counted. The address always tells what is shown.
 */

import { readPage } from '../../ui/browser/read-page.ts';
import { leadThroughRows } from './rows.ts';

const pause = 120;

const form = document.querySelector<HTMLFormElement>('form[data-search]');
const field = form?.querySelector<HTMLInputElement>('input[name="search"]');
let waiting: ReturnType<typeof setTimeout> | undefined;
let latest = 0;

field?.addEventListener('input', (event) => {
  if (event instanceof InputEvent && event.isComposing) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => void search(), pause);
});
field?.addEventListener('compositionend', () => void search());
form?.addEventListener('submit', (event) => {
  event.preventDefault();
  // `forms.ts` marks a form that is sent; this one stays.
  event.stopImmediatePropagation();
  clearTimeout(waiting);
  void search();
});

/** Shows what the server finds, unless something else was typed meanwhile. */
async function search(): Promise<void> {
  if (!form) return;
  const turn = ++latest;
  const address = addressOf(form);
  const page = await readPage(address).catch(() => undefined);
  if (turn !== latest) return;
  if (!page) return location.assign(address);
  for (const part of ['[data-rows]', '.pager-count', '.panel-end nav', '.selection', '.narrow-sheet', '.gear']) {
    replace(part, page);
  }
  history.replaceState(null, '', address);
  watchSelection();
}

function addressOf(from: HTMLFormElement): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(from)) {
    if (typeof value === 'string' && (value !== '' || name === 'filter')) query.append(name, value);
  }
  const text = query.toString();
  return text === '' ? from.action : `${from.action}?${text}`;
}

/** The count stays the same element: a screen reader tells only what changes inside one that it knows. */
function replace(selector: string, page: Document): void {
  const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)];
  if (!old || !fresh) return;
  if (old.getAttribute('role') === 'status') old.textContent = fresh.textContent;
  else old.replaceWith(document.adoptNode(fresh));
}

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('[data-rows] input[name="id"]')];
}

function watchSelection(): void {
  const page = document.querySelector<HTMLInputElement>('[data-select-page]');
  if (page) page.hidden = false;
  page?.addEventListener('change', () => {
    for (const box of boxes()) box.checked = page.checked;
    tell();
  });
  tell();
}

function tell(): void {
  const count = document.querySelector<HTMLElement>('.selection-count');
  const all = document.querySelector<HTMLInputElement>('.selection-all input');
  const page = document.querySelector<HTMLInputElement>('[data-select-page]');
  const ticked = boxes().filter((box) => box.checked).length;
  if (page) {
    page.checked = ticked > 0 && ticked === boxes().length;
    page.indeterminate = ticked > 0 && !page.checked;
  }
  if (!count || !all) return;
  const { one = '', many = '' } = count.dataset;
  count.textContent = all.checked
    ? (count.dataset['all'] ?? '')
    : (ticked === 1 ? one : many).replace('#', String(ticked));
}

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !['id', 'all'].includes(target.name)) return;
  tell();
});

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element && event.target.closest('[data-unselect]'))) return;
  event.preventDefault();
  const all = document.querySelector<HTMLInputElement>('.selection-all input');
  const ticked = boxes().find((box) => box.checked);
  for (const box of [...boxes(), ...(all ? [all] : [])]) box.checked = false;
  tell();
  // What was pressed is gone now.
  (ticked ?? field)?.focus();
});

watchSelection();
if (field) leadThroughRows(field);
