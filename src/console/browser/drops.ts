/**
 * Menus that are open close when one presses elsewhere, goes elsewhere or presses Escape. The arrow keys open them and
 * lead through them.
 */
export function tendDrops(): void {
  document.addEventListener('click', ({ target }) => closeBut(target));
  document.addEventListener('focusin', ({ target }) => closeBut(target));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeInnermost();
    else if (leadsOn(event)) event.preventDefault();
  });
}

function openOnes(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>('details.drop[open]')];
}

function closeInnermost(): void {
  const open = openOnes().at(-1);
  if (!open) return;
  open.open = false;
  open.querySelector('summary')?.focus();
}

function closeBut(target: EventTarget | null): void {
  for (const drop of openOnes()) if (!(target instanceof Node && drop.contains(target))) drop.open = false;
}

/** Where a key leads among so many, from the one at `at`; the menu's own word is at -1. */
const ways: Record<string, (at: number, of: number) => number> = {
  ArrowDown: (at, of) => (at + 1) % of,
  ArrowUp: (at, of) => (at <= 0 ? of : at) - 1,
  Home: () => 0,
  End: (_, of) => of - 1,
};

/** Whether the key led to something in a menu. A field in a menu keeps its keys. */
function leadsOn({ key, target, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const way = ways[key];
  if (!way || altKey || ctrlKey || metaKey || !(target instanceof HTMLElement)) return false;
  const drop = target.closest<HTMLDetailsElement>('details.drop');
  if (!drop || target.matches('input, select') || !(drop.open || key.startsWith('Arrow'))) return false;
  drop.open = true;
  const stops = stopsIn(drop);
  stops[way(stops.indexOf(target), stops.length)]?.focus();
  return true;
}

function stopsIn(drop: HTMLDetailsElement): HTMLElement[] {
  const all = drop.querySelectorAll<HTMLElement>(':is(a[href], button, input, select):not([type="hidden"])');
  return [...all].filter((one) => one.checkVisibility());
}
