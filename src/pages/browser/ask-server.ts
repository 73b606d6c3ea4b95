/** One violation as the server tells it. */
export interface Told {
  rule: string;
  text: string;
}

/** Fields of the same form that a password may not repeat, where the person is not known yet. */
const about = ['name', 'login', 'email', 'company'];

/** What only the server can judge. Answers nothing when it does not answer: then the form is judged when it is sent. */
export async function askServer(
  block: HTMLElement,
  password: string,
  signal: AbortSignal,
): Promise<Told[] | undefined> {
  const body = new URLSearchParams({ password });
  const { check } = block.dataset;
  if (check !== undefined) body.set('check', check);
  const form = block.closest('form');
  for (const name of about) {
    const field = form?.elements.namedItem(name);
    if (field instanceof HTMLInputElement) body.set(name, field.value);
  }
  try {
    const headers = { accept: 'application/json' };
    const answer = await fetch('/web/password_check', { method: 'POST', body, headers, signal });
    return answer.ok ? ((await answer.json()) as { violations: Told[] }).violations : undefined;
  } catch {
    return undefined;
  }
}
