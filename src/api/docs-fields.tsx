import type { Translate } from '../locale/index.ts';
import type { DescribedParameter, Document } from './document.ts';
import { Marked } from './marked.tsx';

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  const?: unknown;
  enum?: unknown[];
  items?: Schema;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Field {
  name: string;
  schema: Schema;
  required: boolean;
  description: string | undefined;
}

interface Props {
  t: Translate;
  document: Document;
  parameters: DescribedParameter[];
  schema: object | undefined;
  /** Whether it is told which fields have to be there. */
  demands?: boolean;
}

/** What an operation takes or answers, field by field; of fields within fields the type is told. */
export function Fields({ t, document, parameters, schema, demands = false }: Props) {
  const fields = [...parameters.map(ofParameter), ...fieldsOf(document, schema ?? {})];
  if (fields.length === 0) return null;
  return (
    <div class="docs-table">
      <table>
        <thead>
          <tr>
            {(['field', 'type', 'meaning'] as const).map((heading) => (
              <th scope="col">{t(`api.docs.${heading}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, schema, required, description = '' }) => (
            <tr>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>{typeOf(document, schema)}</td>
              <td>
                <Marked text={[demands && required ? t('api.docs.required') : '', description].join(' ').trim()} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ofParameter({ name, schema, required, description }: DescribedParameter): Field {
  return { name, schema: schema as Schema, required, description };
}

function fieldsOf(document: Document, schema: Schema): Field[] {
  const { properties = {}, required = [] } = resolved(document, schema);
  return Object.entries(properties).map(([name, one]) => ({
    name,
    schema: one,
    required: required.includes(name),
    description: one.description,
  }));
}

function resolved(document: Document, schema: Schema): Schema {
  return schema.$ref ? ((document.components.schemas[nameIn(schema.$ref)] ?? {}) as Schema) : schema;
}

function nameIn(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

function typeOf(document: Document, schema: Schema): string {
  if (schema.$ref) return nameIn(schema.$ref);
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(document, one)).join(' | ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === 'array') return `[${typeOf(document, schema.items ?? {})}]`;
  if (schema.type === 'object' && schema.properties) return `{${Object.keys(schema.properties).join(', ')}}`;
  const types = [schema.type ?? []].flat();
  return types.map((type) => (type === 'string' ? (schema.format ?? type) : type)).join(' | ');
}
