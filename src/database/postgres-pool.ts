import {
  type DatabaseMetadataOptions,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  type PostgresPool,
  type PostgresPoolClient,
  PostgresQueryCompiler,
  sql,
  type TableMetadata,
} from 'kysely';
import { type ClientConfig, Pool, type PoolClient, types } from 'pg';
import { Refusal, second } from '../kernel/index.ts';
import { translate, unreachable } from './postgres-failure.ts';
import type { Schema } from './schema.ts';

/** How long a connection or a lock is waited for before the caller is told to come again. */
export const longestWait = 5 * second;

/**
 * How long the server may work for us, and then how long it may say nothing at all: a machine that has vanished never
 * ends its connections.
 */
const timeLimits = {
  lock_timeout: longestWait,
  statement_timeout: 2 * longestWait,
  idle_in_transaction_session_timeout: 2 * longestWait,
  query_timeout: 3 * longestWait,
};

/**
 * After a failover the address leads to another server, and the one from before may live on as a standby: no connection to it
 * is kept for longer, in seconds. One that takes no writes is given up at once.
 */
const longestKept = 60;
const onlyReads = '25006';
/** All that is said in a transaction after something failed. */
const isAborted = '25P02';

/**
 * Every statement of ours is short: to start helpers for it, or to compile it, takes longer than it does. A backslash in one
 * is a backslash, whatever the server was told for older programs.
 */
const forStatements = '-c max_parallel_workers_per_gather=0 -c jit=off -c standard_conforming_strings=on';

/** How a connection is made. Times and counts are whole numbers below 2^53, so bigint arrives as a number. */
export function connectionTo(url: string): ClientConfig {
  return {
    connectionString: sayingWhatIsMeant(url),
    application_name: 'rekey',
    connectionTimeoutMillis: longestWait,
    keepAlive: true,
    options: forStatements,
    types: {
      getTypeParser: (oid, format) => (oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format)),
    },
  };
}

/** The driver checks certificates fully under these names, too, and warns each time that it may not for ever. */
function sayingWhatIsMeant(url: string): string {
  if (url.includes('uselibpqcompat=true')) return url;
  return url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, '$1verify-full');
}

interface How {
  most: number;
  /** Without time limits. */
  patient?: boolean;
  /** How many may wait for a connection; else, as many as come. */
  places?: number;
  /** How long a connection is kept that nobody uses. */
  keep?: number;
}

/** Up to `most` connections, made when they are needed. */
export function connect(url: string, how: How): Kysely<Schema> {
  const limits = how.patient ? {} : timeLimits;
  const kept = { idleTimeoutMillis: how.keep ?? 10 * second, maxLifetimeSeconds: longestKept };
  const pool = new Pool({ ...connectionTo(url), ...limits, ...kept, max: how.most });
  // A lost connection fails the statement that it carries, which says so; idle, it is simply not used again.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely<Schema>({ dialect: new OurDialect({ pool: guarded(pool, how.places) }) });
}

/** Failures leave as what they mean to us. A connection that has not answered in time, or only reads, is not used again. */
function guarded(pool: Pool, places = Number.POSITIVE_INFINITY): PostgresPool {
  const connect = async (): Promise<PostgresPoolClient> => {
    if (pool.waitingCount >= places) throw new Refusal('busy', { retryAfter: 5 });
    try {
      return guardedClient(await pool.connect());
    } catch (error) {
      throw unreachable(error);
    }
  };
  return { connect, end: () => pool.end(), options: {} };
}

function guardedClient(client: PoolClient): PostgresPoolClient {
  let useless = false;
  let failure: unknown;
  const query = async (text: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      useless ||= error instanceof Error && (error.message === 'Query read timeout' || says(error, onlyReads));
      if (!says(error, isAborted)) failure = error;
      throw translate(failure);
    }
  };
  const release = (destroy?: boolean) => client.release(destroy || useless);
  return { query, release } as unknown as PostgresPoolClient; // no cursor is ever asked for
}

function says(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

class OurDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new OurAdapter();
  }

  override createQueryCompiler(): PostgresQueryCompiler {
    return new OurCompiler();
  }

  override createIntrospector(db: Kysely<unknown>): PostgresIntrospector {
    return new OurIntrospector(db);
  }
}

/** Sees what a name means in our statements: other schemas may hold tables of other programs under the same names. */
class OurIntrospector extends PostgresIntrospector {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super(db);
    this.#db = db;
  }

  override async getTables(options?: DatabaseMetadataOptions): Promise<TableMetadata[]> {
    const searched = await sql<{ name: string }>`select unnest(current_schemas(false)) as name`.execute(this.#db);
    const tables = await super.getTables(options);
    return tables.filter(({ schema }) => searched.rows.some(({ name }) => name === schema));
  }
}

/** Migrations run under a lock of ours, which their transaction gives back by itself (`writeAlone`). */
class OurAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/**
 * Texts are compared byte by byte, as SQLite does it: one order on both engines, and no index that a newer locale on the
 * server's machine would silently break.
 */
class OurCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: Parameters<PostgresQueryCompiler['visitDataType']>[0]): void {
    super.visitDataType(node);
    if (node.dataType === 'text' && this.parentNode?.kind === 'ColumnDefinitionNode') this.append(' collate "C"');
  }
}
