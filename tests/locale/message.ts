import { IntlMessageFormat } from 'intl-messageformat';

/** What a message is made of besides its words. */
export interface Shape {
  /** Each placeholder with how it is written: `count:plural`, `name:text`, `of:select(name login other)`. */
  placeholders: string[];
  /** The cases of each plural. */
  plurals: string[][];
}

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** Reads a message as the catalogue does. Its forms are those of `@formatjs/icu-messageformat-parser`. */
export function shapeOf(message: string, language: string): Shape {
  const shape: Shape = { placeholders: [], plurals: [] };
  collect(new IntlMessageFormat(message, language).getAst(), shape);
  return { ...shape, placeholders: [...new Set(shape.placeholders)].sort() };
}

const kinds: Record<number, string> = { 1: 'text', 2: 'number', 3: 'date', 4: 'time', 5: 'select', 6: 'plural' };

function collect(ast: Ast, shape: Shape): void {
  for (const element of ast) {
    const kind = kinds[element.type];
    if (kind === undefined || !('value' in element)) continue;
    const cases = 'options' in element ? Object.keys(element.options) : [];
    // A number that one language counts with may be merely shown in another.
    const told = kind === 'plural' ? 'number' : kind;
    shape.placeholders.push(`${element.value}:${kind === 'select' ? `select(${cases.sort().join(' ')})` : told}`);
    if (kind === 'plural') shape.plurals.push(cases);
    if ('options' in element) for (const option of Object.values(element.options)) collect(option.value, shape);
  }
}
