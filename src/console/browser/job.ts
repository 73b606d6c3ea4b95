/*
 * Follows long work: reads its page again each second while it is under way, and shows what has changed. Without it
 * "Look again" does.
 */
import { readPage } from '../../ui/browser/read-page.ts';

const everySecond = 1_000;
const parts = ['.progress', '.job-steps', '.job-results tbody'];

async function follow(): Promise<void> {
  while (document.querySelector('[data-under-way]')) {
    await new Promise((resolve) => setTimeout(resolve, everySecond));
    const now = await readPage(location.href).catch(() => undefined);
    if (!now) return;
    for (const part of parts) bringUpToDate(part, now);
  }
}

/** Only what has changed is touched, so that whoever is at a button stays there. */
function bringUpToDate(part: string, now: Document): void {
  const shown = document.querySelector(part);
  const next = now.querySelector(part);
  if (!shown || (next && shown.isEqualNode(next))) return;
  if (next) shown.replaceWith(document.adoptNode(next));
  else leaveItsPlace(shown);
}

/** What can be done no more is gone, and what stands below it does not move up under somebody's finger. */
function leaveItsPlace(shown: Element): void {
  shown.removeAttribute('data-under-way');
  shown.classList.add('over');
}

void follow();
