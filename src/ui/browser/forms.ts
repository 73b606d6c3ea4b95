/*
 * Comfort for every form: showing what was typed as a password and sending a form once.
 * Nothing here is needed to get through a page.
 */

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-reveal]')) {
  const field = document.querySelector<HTMLInputElement>(`input[name="${button.dataset['reveal']}"]`);
  if (field) offerReveal(button, field);
}

function offerReveal(button: HTMLButtonElement, field: HTMLInputElement): void {
  const show = (shown: boolean): void => {
    field.type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
  };
  button.hidden = false;
  button.addEventListener('click', () => show(field.type === 'password'));
  // Sent as a password again, so that browsers neither keep it as text nor offer it as such.
  field.form?.addEventListener('submit', () => show(false));
}

/** Milliseconds in which a second press is none. No page is told that its sending was stopped: then it has to be pressed again. */
const heldFor = 15_000;

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
  // What is shown in a frame of this page, or kept as a file, is no sending of the form: the page stays, and so does the form.
  if (event.submitter?.matches('[formtarget], [data-file]')) return;
  if (form.hasAttribute('aria-busy')) return event.preventDefault();
  form.setAttribute('aria-busy', 'true');
  setTimeout(() => form.removeAttribute('aria-busy'), heldFor);
});

// A page that comes back from the browser's memory must be usable again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[aria-busy]')) form.removeAttribute('aria-busy');
});

export {};
