/*
 * Copies the findings with one button. Without it they are selected and copied by hand.
 */

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const field = document.getElementById(button.dataset['copy'] ?? '');
  if (!(field instanceof HTMLTextAreaElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(field.value).then(() => {
      button.textContent = button.dataset['copied'] ?? '';
    });
  });
}

export {};
