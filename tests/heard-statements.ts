import type { CompiledQuery } from 'kysely';

/** Hears every statement of this process from now on: all its connections go through one class. */
export function hearStatements(executor: object, heard: (query: CompiledQuery) => void): void {
  let owner: object = executor;
  while (!Object.hasOwn(owner, 'executeQuery')) owner = Object.getPrototypeOf(owner);
  const all = owner as { executeQuery(query: CompiledQuery, ...rest: unknown[]): unknown };
  const execute = all.executeQuery;
  all.executeQuery = function (query, ...rest) {
    heard(query);
    return execute.call(this, query, ...rest);
  };
}
