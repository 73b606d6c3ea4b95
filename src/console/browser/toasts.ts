const everySecond = 1_000;

/** Notifications can be closed, and those that have more to say go on until it is said. */
export function tendToasts(): void {
  for (const toast of document.querySelectorAll<HTMLElement>('.toast')) {
    letClose(toast);
    stepAside(toast);
    const { live } = toast.dataset;
    if (live) void follow(toast, live);
  }
}

/** Whoever came here by keyboard goes back to where they came from. */
function letClose(toast: HTMLElement): void {
  const button = toast.querySelector<HTMLButtonElement>('[data-close]');
  if (!button) return;
  let before: EventTarget | null = null;
  button.hidden = false;
  button.addEventListener('focus', ({ relatedTarget }) => {
    before = relatedTarget;
  });
  button.addEventListener('click', () => {
    toast.remove();
    if (before instanceof HTMLElement) before.focus();
  });
}

/** What has the focus is not hidden behind a notification: meanwhile that one stands below. */
function stepAside(toast: HTMLElement): void {
  document.addEventListener('focusin', ({ target }) => {
    const corner = toast.closest('.toasts');
    if (!(target instanceof Element) || corner?.contains(target)) return;
    corner?.classList.remove('toasts-below');
    corner?.classList.toggle('toasts-below', overlap(toast, target));
  });
}

function overlap(one: Element, other: Element): boolean {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

interface Now {
  kind: string;
  text: string;
  settled: boolean;
}

/** Until it is settled, closed, or cannot be asked any more; what was said last then stays. */
async function follow(toast: HTMLElement, address: string): Promise<void> {
  while (toast.isConnected) {
    const answer = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => undefined);
    if (!answer?.ok) return;
    const now = (await answer.json()) as Now;
    show(toast, now);
    if (now.settled) return;
    await new Promise((resolve) => setTimeout(resolve, everySecond));
  }
}

function show(toast: HTMLElement, { kind, text }: Now): void {
  const words = toast.querySelector('p');
  if (!words || words.textContent === text) return;
  words.textContent = text;
  toast.className = `toast toast-${kind}`;
}
