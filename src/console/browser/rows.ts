const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** Up and down lead from row to row, by their names or by their boxes; the first row is below the search. */
export function leadThroughRows(search: HTMLInputElement): void {
  document.addEventListener('keydown', (event) => {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    const step = steps[key];
    if (!step || altKey || ctrlKey || metaKey || !(target instanceof HTMLElement)) return;
    const way = wayOf(target, search);
    const next = way?.[way.indexOf(target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

function wayOf(from: HTMLElement, search: HTMLInputElement): HTMLElement[] | undefined {
  const all = (what: string) => [...document.querySelectorAll<HTMLElement>(`[data-rows] ${what}`)];
  const ways = [[search, ...all('.list-link')], all('input[name="id"]')];
  return ways.find((way) => way.includes(from));
}
