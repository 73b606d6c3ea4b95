/*
 * Asks the device for a passkey and sends its answer with the form. Browsers without passkeys never see the form.
 */

if (typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function') {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) offer(form);
}

/** Passkeys are bound to one name: at another address of the site the way leads there, and a number has none. */
function offer(form: HTMLFormElement): void {
  const host = form.dataset['host'] ?? '';
  if (/^[\d.]+$|^\[/.test(host)) return;
  if (host === location.hostname) begin(form);
  else form.nextElementSibling?.removeAttribute('hidden');
}

function begin(form: HTMLFormElement): void {
  form.hidden = !navigator.cookieEnabled; // what it is asked is kept in one
  const answer = form.querySelector<HTMLInputElement>('input[name="passkey"]');
  form.addEventListener(
    'submit',
    (event) => {
      if (answer?.value !== '') return;
      event.preventDefault();
      event.stopPropagation();
      void askDevice(form).then((credential) => {
        if (!credential) return;
        answer.value = JSON.stringify(credential.toJSON());
        form.requestSubmit();
      });
    },
    { capture: true },
  );
}

/**
 * Nothing when the person closed the device's window: the page stays as it is. Where something else comes first, the password
 * or signing in, that page is shown instead.
 */
async function askDevice({ dataset }: HTMLFormElement): Promise<PublicKeyCredential | undefined> {
  try {
    const drawn = await fetch(dataset['passkey'] ?? '', { method: 'POST' });
    if (drawn.redirected) location.assign(drawn.url);
    const options: unknown = await drawn.json();
    const credential =
      dataset['create'] === 'true'
        ? await navigator.credentials.create({
            publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
              options as PublicKeyCredentialCreationOptionsJSON,
            ),
          })
        : await navigator.credentials.get({
            publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
              options as PublicKeyCredentialRequestOptionsJSON,
            ),
          });
    return (credential as PublicKeyCredential | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export {};
