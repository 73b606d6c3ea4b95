/* Comfort for the pages of outgoing mail servers: the port follows the security, rows are dragged. */

/** What belongs together; the port of anything else is somebody's own choice and stays. */
const ports: Record<string, string> = { none: '25', starttls: '587', ssl: '465' };

const port = document.querySelector<HTMLInputElement>('[data-port]');
const security = document.querySelector<HTMLSelectElement>('#smtp_encryption');

security?.addEventListener('change', () => {
  if (port && (port.value === '' || Object.values(ports).includes(port.value)))
    port.value = ports[security.value] ?? '';
});

for (const table of document.querySelectorAll<HTMLElement>('table[data-order]')) letDrag(table);

function letDrag(table: HTMLElement): void {
  let dragged: HTMLElement | undefined;
  const before = orderOf(table);
  for (const grip of table.querySelectorAll<HTMLElement>('[data-grip]')) {
    grip.hidden = false;
    const row = grip.closest<HTMLElement>('tr');
    grip.addEventListener('pointerdown', () => row?.setAttribute('draggable', 'true'));
    row?.addEventListener('dragstart', () => {
      dragged = row;
    });
    row?.addEventListener('dragend', () => {
      row.removeAttribute('draggable');
      if (orderOf(table) !== before) send(table.dataset['order'] ?? '', orderOf(table));
    });
    row?.addEventListener('dragover', (event) => {
      if (!dragged || dragged === row) return;
      event.preventDefault();
      const isBelow = event.offsetY > row.offsetHeight / 2;
      row.parentElement?.insertBefore(dragged, isBelow ? row.nextSibling : row);
    });
  }
}

function orderOf(table: HTMLElement): string {
  return [...table.querySelectorAll<HTMLElement>('tr[data-id]')].map((row) => row.dataset['id']).join(',');
}

/** As the form does that the arrows are in. */
function send(action: string, ids: string): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'ids';
  field.value = ids;
  form.append(field);
  document.body.append(form);
  form.submit();
}

export {};
