import { SqliteDialect, SqliteQueryCompiler } from 'kysely';

/** Only one transaction writes at a time, so it need not lock the rows that it reads (`for update`, `skip locked`). */
export class OneWriterDialect extends SqliteDialect {
  override createQueryCompiler(): SqliteQueryCompiler {
    return new OneWriterCompiler();
  }
}

export class OneWriterCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: Parameters<SqliteQueryCompiler['visitSelectModifier']>[0]): void {
    if (node.rawModifier || node.modifier === 'Distinct') super.visitSelectModifier(node);
  }
}
