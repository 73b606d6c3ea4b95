/** A page of this site, read without being shown: nothing in it runs. Nothing when it leads elsewhere or is refused. */
export function readPage(address: string): Promise<Document | undefined> {
  return new Promise((resolve, reject) => {
    // Not `fetch`: its text would have to be parsed here, which the policy of the pages lets no script do.
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'document';
    request.setRequestHeader('accept', 'text/html');
    request.onload = () => {
      const isPage = request.status === 200 && request.responseURL === withoutFragment(address);
      resolve(isPage ? (request.responseXML ?? undefined) : undefined);
    };
    request.onerror = () => reject(new Error('The server could not be reached.'));
    request.send();
  });
}

function withoutFragment(address: string): string {
  const url = new URL(address, document.baseURI);
  url.hash = '';
  return url.href;
}
