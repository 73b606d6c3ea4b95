import { readFileSync } from 'node:fs';
import { createAssets, statusOf, type Web } from '../http/index.ts';
import type { RefusalCode } from '../kernel/index.ts';
import type { Translate } from '../locale/index.ts';
import { Document as Page, pageText, uiFiles } from '../ui/index.ts';
import { apiPath } from './add-operation.ts';
import { Fields } from './docs-fields.tsx';
import type { DescribedOperation, Document } from './document.ts';
import { Marked } from './marked.tsx';
import type { ApiParts } from './parts.ts';

const style = 'api/docs.css';

/** The document as a page for people: nothing but what it says, from our own files. */
export function addDocs(web: Web, { locale }: ApiParts, document: () => Document): void {
  const css = { path: style, content: readFileSync(new URL('docs.css', import.meta.url), 'utf8') };
  const assets = createAssets([...uiFiles(), css], '/api/assets');
  assets.addTo(web);
  const t = locale.in('en');
  const draw = (): Promise<string> =>
    pageText(
      <Page t={t} title={t('api.docs.title')} site={t('ui.product')} asset={assets.url} styles={[style]} frame="docs">
        <Docs t={t} document={document()} />
      </Page>,
    );
  let drawn: Promise<string> | undefined; // once: it costs what a hundred other pages do, and anybody may ask
  web.get('/api/docs', async (c) => {
    drawn ??= draw();
    return c.html(await drawn);
  });
}

function Docs({ t, document }: { t: Translate; document: Document }) {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const chapters = document.tags.map(({ name }) => ({
    name,
    operations: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
  return (
    <main id="main">
      <div class="docs-head">
        <h1>{t('api.docs.title')}</h1>
        <Prose text={document.info.description} />
        <Prose text={String(document.components.securitySchemes['api_key']?.['description'] ?? '')} />
        <p>
          <a href={`${apiPath}/openapi.json`}>{`${apiPath}/openapi.json`}</a>
        </p>
      </div>
      <nav class="docs-contents" aria-label={t('api.docs.contents')}>
        {chapters.map((chapter) => (
          <>
            <p>{chapter.name}</p>
            <ul>
              {chapter.operations.map(({ operation }) => (
                <li>
                  <a href={`#${operation.operationId}`}>{operation.summary}</a>
                </li>
              ))}
            </ul>
          </>
        ))}
        <p>
          <a href="#problems">{t('api.docs.problems')}</a>
        </p>
      </nav>
      <div class="docs-chapters">
        {chapters.map((chapter) => (
          <section>
            <h2>{chapter.name}</h2>
            {chapter.operations.map((one) => (
              <Operation t={t} document={document} {...one} />
            ))}
          </section>
        ))}
        <Problems t={t} />
      </div>
    </main>
  );
}

interface OperationProps {
  t: Translate;
  document: Document;
  path: string;
  method: string;
  operation: DescribedOperation;
}

function Operation({ t, document, path, method, operation }: OperationProps) {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const [answer] = Object.entries(responses).filter(([status]) => Number(status) < 300);
  const refused = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  return (
    <article id={operationId}>
      <h3>{summary}</h3>
      <p class="docs-line">
        <code>{`${method.toUpperCase()} ${apiPath}${path}`}</code>
        <span class="badge">{accessOf(t, operation)}</span>
      </p>
      {description && <Prose text={description} />}
      {(parameters.length > 0 || requestBody) && <h4>{t('api.docs.takes')}</h4>}
      <Fields t={t} document={document} parameters={parameters} schema={schemaIn(requestBody?.content)} demands />
      <h4>{`${t('api.docs.answers')} ${answer?.[0] ?? ''}`}</h4>
      <Fields t={t} document={document} parameters={[]} schema={schemaIn(answer?.[1].content)} />
      <h4>{t('api.docs.refuses')}</h4>
      <ul class="docs-refused">
        {refused.map(([status, told]) => (
          <li>
            <code>{status}</code> <Marked text={told.description ?? ''} />
          </li>
        ))}
      </ul>
    </article>
  );
}

function schemaIn(content: Record<string, { schema: object }> = {}): object | undefined {
  return Object.values(content)[0]?.schema;
}

function accessOf(t: Translate, { security }: DescribedOperation): string {
  const [scope] = Object.values(security[0] ?? {}).flat();
  if (scope !== undefined) return t('api.docs.access.scope', { scope });
  return t(security.length > 1 ? 'api.docs.access.open' : 'api.docs.access.key');
}

/** Where the `type` of a problem leads. */
function Problems({ t }: { t: Translate }) {
  const codes = Object.entries(statusOf) as [RefusalCode, number][];
  return (
    <section id="problems">
      <h2>{t('api.docs.problems')}</h2>
      <p>{t('api.docs.problems.text')}</p>
      <dl class="docs-problems">
        {codes.map(([code, status]) => (
          <div id={code}>
            <dt>
              <code>{code}</code> {status}
            </dt>
            <dd>{t(`refusals.${code}.title`, { name: '…' })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Prose({ text }: { text: string }) {
  return (
    <p>
      <Marked text={text} />
    </p>
  );
}
