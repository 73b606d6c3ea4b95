import { z } from 'zod';
import { statusOf } from '../http/index.ts';
import { alsoOf, type RefusalCode, scopeOf } from '../kernel/index.ts';
import { apiPath } from './add-operation.ts';
import { type Components, createComponents, type JsonSchema } from './components.ts';
import type { Operation } from './operation.ts';
import { Problem } from './problem.ts';

/** A chapter of the API: operations about one kind of thing. */
export interface Chapter {
  name: string;
  operations: Operation[];
}

export interface DescribedParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string | undefined;
  schema: JsonSchema;
}

export interface DescribedBody {
  description?: string;
  required?: boolean;
  content?: Record<string, { schema: JsonSchema }>;
}

export interface DescribedOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string | undefined;
  security: Record<string, string[]>[];
  parameters: DescribedParameter[];
  requestBody?: DescribedBody;
  responses: Record<string, DescribedBody>;
}

/** An OpenAPI document, as far as ours goes. */
export interface Document {
  openapi: string;
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Partial<Record<Operation['method'], DescribedOperation>>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
}

const bearer = 'api_key';

/** The OpenAPI document, made from the very schemas that judge and tell. Their JSON Schema is zod's own. */
export function documentOf(chapters: Chapter[], about: { baseUrl: string; version: string }): Document {
  const components = createComponents();
  const paths = pathsOf(chapters, components);
  return {
    openapi: '3.1.1',
    info: { title: 'Rekey', version: about.version, description: introduction },
    servers: [{ url: `${about.baseUrl}${apiPath}` }],
    tags: chapters.map(({ name }) => ({ name })),
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: { [bearer]: { type: 'http', scheme: 'bearer', description: aboutKeys } },
    },
  };
}

const introduction =
  'Reset passwords and manage access from other programs. Bodies are JSON in UTF-8; times are UTC. Lists answer `items` and `next`, the cursor of the part that follows. Whatever is not done is told as a problem (RFC 9457) with a `code`. A POST with an `Idempotency-Key` is done once, however often it is sent within 24 hours. Ignore fields that you do not know: more may come.';
const aboutKeys =
  'A key acts as its owner, narrowed by its scopes. Make one with `rekey api-keys create`, or in the console.';

function pathsOf(chapters: Chapter[], components: Components): Document['paths'] {
  const paths: Document['paths'] = {};
  for (const { name, operations } of chapters) {
    for (const operation of operations) {
      const described = describe(operation, name, components);
      paths[operation.path] = { ...paths[operation.path], [operation.method]: described };
    }
  }
  return paths;
}

function describe(operation: Operation, tag: string, components: Components): DescribedOperation {
  const { id, summary, description, body } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(operation),
    parameters: parametersOf(operation, components),
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: components.write(body, 'input') } },
      },
    }),
    responses: { ...answerOf(operation, components), ...problemsOf(operation, components) },
  };
}

function securityOf({ act }: Operation): DescribedOperation['security'] {
  if (act === 'open') return [{}, { [bearer]: [] }];
  const needed: string[] = [scopeOf[act], ...(alsoOf[act] ?? [])];
  return [{ [bearer]: needed.filter((scope) => scope.includes(':')) }];
}

const marked = { 'Idempotency-Key': z.string().max(255).optional().describe('Calls with the same one are done once.') };

function parametersOf({ method, params, query }: Operation, components: Components): DescribedParameter[] {
  const within = (where: DescribedParameter['in'], shape: z.core.$ZodShape = {}): DescribedParameter[] =>
    Object.entries(shape as Record<string, z.ZodType>).map(([name, schema]) => ({
      name,
      in: where,
      required: !schema.safeParse(undefined).success,
      ...(schema.description !== undefined && { description: schema.description }),
      schema: components.write(schema, 'input'),
    }));
  return [
    ...within('path', params?.shape),
    ...within('query', query?.shape),
    ...(method === 'post' ? within('header', marked) : []),
  ];
}

function answerOf({ answer }: Operation, components: Components): DescribedOperation['responses'] {
  if (answer.status === 204) return { 204: { description: 'Done.' } };
  const content = { 'application/json': { schema: components.write(answer.schema, 'output') } };
  return { [answer.status]: { description: 'Done.', content } };
}

/** What an operation may refuse: its own, and what follows from what it takes. */
function refusalsOf({ act, method, refuses }: Operation): RefusalCode[] {
  const codes: RefusalCode[] = [
    'malformed',
    'too_large',
    'limited',
    'busy',
    'key_missing',
    'key_unknown',
    'factor_missing',
    ...(act === 'open' ? [] : (['forbidden', 'scope_missing'] as const)),
    ...(method === 'get' ? [] : (['not_json'] as const)),
    ...(method === 'post' ? (['call_mismatch', 'call_in_progress', 'call_unfinished'] as const) : []),
    ...refuses,
  ];
  return [...new Set(codes)];
}

function problemsOf(operation: Operation, components: Components): DescribedOperation['responses'] {
  const content = { 'application/problem+json': { schema: components.write(Problem, 'output') } };
  const byStatus = Map.groupBy(refusalsOf(operation), (code) => statusOf[code]);
  const problems = [...byStatus].map(([status, codes]) => {
    const description = codes.map((code) => `\`${code}\``).join(', ');
    return [String(status), { description, content }];
  });
  return { ...Object.fromEntries(problems), 500: { description: '`failed`: a fault of Rekey.', content } };
}
