/*
 * Copies findings with one button. Without it they are selected and copied by hand.
 */

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const source = document.querySelector<HTMLTextAreaElement>(`#${button.dataset['copy']}`);
  if (!source) continue;
  button.hidden = false;
  button.addEventListener('click', () => void copy(source, button));
}

/** Where the clipboard is not to be had, the text is selected, to be copied by hand. */
async function copy(source: HTMLTextAreaElement, button: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(source.value);
    button.textContent = button.dataset['copied'] ?? '';
  } catch {
    source.select();
    source.focus();
  }
}

export {};
