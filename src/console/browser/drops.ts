/** Menus that are open close when one presses elsewhere, goes elsewhere or presses Escape. */
export function closeDrops(): void {
  document.addEventListener('click', ({ target }) => closeBut(target));
  document.addEventListener('focusin', ({ target }) => closeBut(target));
  document.addEventListener('keydown', (event) => {
    const open = event.key === 'Escape' ? innermostOpen() : undefined;
    if (!open) return;
    open.open = false;
    open.querySelector('summary')?.focus();
  });
}

function openOnes(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>('details.drop[open]')];
}

function innermostOpen(): HTMLDetailsElement | undefined {
  return openOnes().at(-1);
}

function closeBut(target: EventTarget | null): void {
  for (const drop of openOnes()) if (!(target instanceof Node && drop.contains(target))) drop.open = false;
}
