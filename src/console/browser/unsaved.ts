/**
 * Whoever leaves a form with `data-unsaved` by a tab, a menu or another form, and had typed into it, is asked by the browser
 * whether that may be lost.
 */
export function keepTyped(): void {
  document.addEventListener('input', ({ target }) => {
    if (formOf(target)) window.addEventListener('beforeunload', ask);
  });
  document.addEventListener('submit', ({ target, submitter }) => {
    const isPreview = submitter?.matches('[formtarget]') ?? false;
    if (formOf(target) && !isPreview) window.removeEventListener('beforeunload', ask);
  });
}

function formOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest('form[data-unsaved]') : null;
}

function ask(event: Event): void {
  event.preventDefault();
}
