import assert from 'node:assert/strict';
import type { DescribedOperation, Document } from '../../src/api/document.ts';
import type { Answer, OpenedApi } from './opened.ts';

/** What an operation is called with. */
export interface Input {
  key?: string | undefined;
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Known {
  id: string;
  method: string;
  path: string;
  operation: DescribedOperation;
}

/** A client made from the document alone: it knows operations by their ids and nothing else of the API. */
export type Client = (id: string, input?: Input) => Promise<Answer>;

export function operationsIn({ paths }: Document): Known[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ id: operation.operationId, method, path, operation })),
  );
}

export function clientFor(api: Pick<OpenedApi, 'document' | 'call'>): Client {
  const known = new Map(operationsIn(api.document).map((one) => [one.id, one]));
  return (id, { key, path = {}, query, body, headers } = {}) => {
    const operation = known.get(id);
    assert.ok(operation, `the document has an operation ${id}`);
    const filled = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
    const asked = query ? `${filled}?${new URLSearchParams(query)}` : filled;
    return api.call(operation.method.toUpperCase(), asked, { key, body, ...(headers && { headers }) });
  };
}
