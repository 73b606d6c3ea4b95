import assert from 'node:assert/strict';
import { z } from 'zod';
import type { DescribedOperation, Document } from '../../src/api/document.ts';
import type { Answer } from './opened.ts';

/**
 * Fails unless an answer is one that the document tells of: its status, its code, its kind, every field of it, and no other field.
 */
export function assertDocumented(document: Document, operation: DescribedOperation, answer: Answer): void {
  const told = operation.responses[String(answer.status)];
  const about = `${operation.operationId} ${answer.status} ${answer.text.slice(0, 200)}`;
  assert.ok(told, `not documented: ${about}`);
  if (told.content) assertDescribed(document, told.content, answer, about);
  else assert.equal(answer.text, '', about);
  if (answer.status < 400) return;
  const { code } = answer.body as { code: string };
  assert.ok(told.description?.includes(`\`${code}\``), `${code} is not documented: ${about}`);
}

function assertDescribed(
  document: Document,
  described: Record<string, { schema: object }>,
  answer: Answer,
  about: string,
): void {
  const type = answer.headers.get('content-type') ?? '';
  const content = described[type];
  assert.ok(content, `${type}: ${about}`);
  const parsed = schemaOf(document, content.schema).safeParse(answer.body);
  assert.ok(parsed.success, `${about} ${JSON.stringify(parsed.error?.issues.slice(0, 3))}`);
}

const read = new WeakMap<object, z.ZodType>();

function schemaOf(document: Document, schema: object): z.ZodType {
  const known = read.get(schema) ?? z.fromJSONSchema(complete(document, schema));
  read.set(schema, known);
  return known;
}

/** On its own, and told of no field more. */
function complete({ components }: Document, schema: object): Parameters<typeof z.fromJSONSchema>[0] {
  const whole = { ...schema, $defs: components.schemas };
  const local = JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/');
  return JSON.parse(local, (_, value) =>
    value?.type === 'object' && value.properties && value.additionalProperties === undefined
      ? { ...value, additionalProperties: false }
      : value,
  );
}
