import type { BrowserContext, ConsoleMessage } from 'playwright-core';

/** Everything that must not happen on any page: it grows while the browser is used. */
export function watch(context: BrowserContext, url: string): string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isAnswerOfPage(message)) {
      complaints.push(`${message.page()?.url()}: ${message.type()}: ${message.text()}`);
    }
  });
  context.on('weberror', (error) => complaints.push(`${error.page()?.url()}: ${error.error()}`));
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== url) complaints.push(`asked elsewhere: ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`);
  });
  return complaints;
}

/**
 * Chromium reports a page's own status of 400 and above as an error; that a page has it is no fault. Nor is it one that
 * the live check is told 410 by a link which expired while its page was open.
 */
function isAnswerOfPage(message: ConsoleMessage): boolean {
  const text = message.text();
  const { url } = message.location();
  if (!text.startsWith('Failed to load resource: the server responded with a status of')) return false;
  return url.includes('/web/password_check') ? text.includes(' 410 ') : !/\/(assets|mailbox)\//.test(url);
}
