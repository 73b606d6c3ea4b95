const everySecond = 1_000;

/** Notifications can be closed, and those that have more to say go on until it is said. */
export function tendToasts(): void {
  for (const toast of document.querySelectorAll<HTMLElement>('.toast')) {
    const close = toast.querySelector<HTMLButtonElement>('[data-close]');
    if (close) close.hidden = false;
    close?.addEventListener('click', () => toast.remove());
    const { live } = toast.dataset;
    if (live) void follow(toast, live);
  }
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
