import { z } from 'zod';

/** JSON Schema, 2020-12: what OpenAPI 3.1 speaks. */
export type JsonSchema = Record<string, unknown>;

/** The schemas of a document: those with a name once, the others where they are used. */
export interface Components {
  schemas: Record<string, JsonSchema>;
  /** The schema as it may stand in the document: itself, or where it is to be found. */
  write(schema: z.ZodType, io: 'input' | 'output'): JsonSchema;
}

const shelf = '#/components/schemas/';

export function createComponents(): Components {
  const schemas: Components['schemas'] = {};
  return {
    schemas,
    write(schema, io) {
      const { $schema, $defs = {}, ...root } = z.toJSONSchema(schema, { io, override: tidy(io) });
      for (const [name, named] of Object.entries($defs)) schemas[name] = onShelf(named);
      return onShelf(root);
    },
  };
}

/** Named schemas do not tell their names again; and clients made from the document go on when answers grow. */
function tidy(io: 'input' | 'output') {
  return ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
    delete jsonSchema.id;
    if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  };
}

function onShelf(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"${shelf}`)) as JsonSchema;
}
