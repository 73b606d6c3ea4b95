import { accessSync, constants } from 'node:fs';
import { makeFolder, Refusal } from '../kernel/index.ts';
import type { Config } from './index.ts';
import { isPostgres } from './parse.ts';

/**
 * Makes the data directory where it is missing. Refuses `configuration` when nothing could be kept in it. With
 * PostgreSQL nothing has to be, but for an evaluation's mailbox: a note of the record's end is written where there is one.
 */
export function checkDataDir(config: Pick<Config, 'dataDir' | 'databaseUrl' | 'evaluation'>): void {
  if (config.evaluation || !isPostgres(config.databaseUrl)) makeDataDir(config);
}

export function makeDataDir(config: Pick<Config, 'dataDir'>): void {
  try {
    makeFolder(config.dataDir);
    accessSync(config.dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = `The data directory ${config.dataDir} (REKEY_DATA_DIR) cannot be used: ${(error as Error).message}.`;
    throw new Refusal('configuration', { why });
  }
}
