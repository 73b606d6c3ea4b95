import type { Translate } from '../../locale/index.ts';
import type { TestRecord } from '../../mail/index.ts';
import { Notice } from '../../ui/index.ts';

/** What became of a test: in our words, in the server's own, and how the conversation went. */
export function Tested({ t, tested, to }: { t: Translate; tested: TestRecord; to: string | undefined }) {
  const { accepted, words, reply, conversation, max_size: size, tls_protocol: protocol, certificate_ends } = tested;
  const well = to === undefined ? t('console.server.tested.well') : t('console.server.tested.sent', { address: to });
  return (
    <Notice kind={accepted ? 'success' : 'error'} title={accepted ? well : t('console.server.tested.badly')} answer>
      <p>{words}</p>
      {reply && <p>{t('console.servers.said', { reply })}</p>}
      {protocol !== null && certificate_ends !== null && (
        <p>{t('console.server.tested.secured', { protocol, day: certificate_ends.slice(0, 10) })}</p>
      )}
      {accepted && size !== null && <p>{t('console.server.tested.size', { size: inMegabytes(size) })}</p>}
      {conversation && (
        <details class="conversation">
          <summary>{t('console.server.conversation')}</summary>
          <pre tabindex={0}>{conversation.join('\n')}</pre>
        </details>
      )}
    </Notice>
  );
}

function inMegabytes(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  return megabytes >= 1 ? `${Math.floor(megabytes)} MiB` : `${Math.floor(bytes / 1024)} KiB`;
}
