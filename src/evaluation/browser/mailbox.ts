/*
 * Times in the reader's own time zone, and new letters in the inbox as they arrive. Nothing here is needed: the pages
 * tell UTC, and a link reads the inbox again.
 */

import { readPage } from '../../ui/browser/read-page.ts';

const pause = 2_000;

showOwnTimes(document);
if (document.querySelector('[data-inbox]')) {
  setInterval(() => {
    // The next turn tries again; a server that has stopped is no news for the reader.
    if (document.visibilityState === 'visible') lookForLetters().catch(() => {});
  }, pause);
}

function showOwnTimes(within: ParentNode): void {
  const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  for (const time of within.querySelectorAll('time')) time.textContent = format.format(new Date(time.dateTime));
}

async function lookForLetters(): Promise<void> {
  const inbox = document.querySelector<HTMLElement>('[data-inbox]');
  const letters: { id: string }[] = await (await fetch('/mailbox.json')).json();
  if (!inbox || (letters[0]?.id ?? '') === inbox.dataset['newest']) return;
  const newer = (await readPage('/mailbox'))?.querySelector<HTMLElement>('[data-inbox]');
  if (newer) replace(inbox, newer);
}

/** Whoever stands on a letter goes on standing there, and whoever listens hears what has come. */
function replace(inbox: HTMLElement, newer: HTMLElement): void {
  const focused = inbox.contains(document.activeElement) && document.activeElement?.getAttribute('href');
  showOwnTimes(newer);
  inbox.replaceWith(newer);
  if (focused) newer.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus();
  const status = document.querySelector('[role="status"]');
  if (status) status.textContent = newer.dataset['news'] ?? '';
}
