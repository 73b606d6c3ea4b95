/*
 * Asks the device for a passkey and sends its answer with the form. Browsers without passkeys never see the form.
 */

const hasPasskeys = typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) offer(form);

/** Passkeys are bound to one name: at another address of the site the way leads there, and a number has none. */
function offer(form: HTMLFormElement): void {
  const host = form.dataset['host'] ?? '';
  if (!hasPasskeys || /^[\d.]+$|^\[/.test(host))
    document.querySelector('[data-passkey-nowhere]')?.removeAttribute('hidden');
  else if (host === location.hostname) begin(form);
  else form.nextElementSibling?.removeAttribute('hidden');
}

function begin(form: HTMLFormElement): void {
  form.hidden = !navigator.cookieEnabled; // what it is asked is kept in one
  const answer = form.querySelector<HTMLInputElement>('input[name="passkey"]');
  const told = form.querySelector<HTMLElement>('[role="alert"]');
  let asking = false; // a second press would make what the device answers to the first one worth nothing
  form.addEventListener(
    'submit',
    (event) => {
      if (!answer || !told || answer.value !== '') return;
      event.preventDefault();
      event.stopPropagation();
      if (asking) return;
      asking = true;
      told.hidden = true;
      void askDevice(form)
        .then(
          (credential) => {
            if (!credential) return;
            answer.value = JSON.stringify(credential.toJSON());
            form.requestSubmit();
          },
          (why: unknown) => tell(told, why),
        )
        .finally(() => {
          asking = false;
        });
    },
    { capture: true },
  );
}

/** Nothing where something else comes first, the password or signing in: that page is shown instead. */
async function askDevice({ dataset }: HTMLFormElement): Promise<PublicKeyCredential | undefined> {
  const drawn = await fetch(dataset['passkey'] ?? '', { method: 'POST' });
  if (drawn.redirected) {
    location.assign(drawn.url);
    return undefined;
  }
  const options: unknown = await drawn.json();
  const credential =
    dataset['create'] === 'true'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
            options as PublicKeyCredentialCreationOptionsJSON,
          ),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON),
        });
  return (credential as PublicKeyCredential | null) ?? undefined;
}

/** Why no answer came; when the person closed the device's window, the page stays as it is. */
function tell(told: HTMLElement, why: unknown): void {
  const name = why instanceof DOMException ? why.name : '';
  if (name === 'NotAllowedError') return;
  told.textContent = told.dataset[name === 'InvalidStateError' ? 'there' : 'failed'] ?? '';
  told.hidden = false;
}

export {};
