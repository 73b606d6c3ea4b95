/*
 * Finds the number of a form's challenge while the person types. Where a browser cannot, the form is sent without it, and
 * the server lets people wait instead.
 */

/** Digests that are asked for at once. */
const stride = 128;

const token = document.querySelector<HTMLInputElement>('input[name="challenge"]');
const solution = document.querySelector<HTMLInputElement>('input[name="solution"][data-digest]');
if (token && solution?.form && isSecureContext)
  answerInTime(solution, solution.form, find(token.value, solution.dataset));

/** A form that is sent too early is held until the number is there. */
function answerInTime(field: HTMLInputElement, form: HTMLFormElement, finding: Promise<number | undefined>): void {
  let isDone = false;
  const done = finding.then((number) => {
    field.value = String(number ?? '');
    isDone = true;
  });
  form.addEventListener('submit', (event) => {
    if (isDone) return;
    event.preventDefault();
    if (form.hasAttribute('aria-busy')) return;
    form.setAttribute('aria-busy', 'true');
    done.then(() => {
      form.removeAttribute('aria-busy');
      form.requestSubmit();
    });
  });
}

async function find(token: string, { digest = '', most }: DOMStringMap): Promise<number | undefined> {
  try {
    for (let from = 0; from <= Number(most); from += stride) {
      const digests = await Promise.all(Array.from({ length: stride }, (_, at) => digestOf(`${token}.${from + at}`)));
      const at = digests.indexOf(digest);
      if (at >= 0) return from + at;
    }
  } catch {
    // A browser without these digests.
  }
  return undefined;
}

async function digestOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export {};
