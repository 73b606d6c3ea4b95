import { join } from 'node:path';
import { Refusal } from '../kernel/index.ts';
import { Fault } from './fault.ts';
import type { Config, Purpose } from './index.ts';
import { isLoopback } from './loopback.ts';
import { isPostgres } from './parse.ts';
import { sourceOf, unknownSettings } from './sources.ts';
import { type SettingKey, settingKeys, settingsTable } from './table.ts';

/**
 * The environment as a configuration. Refuses `configuration`; its `why` holds every fault at once, one sentence on
 * each line. Touches nothing and makes nothing.
 */
export function loadConfig(env: NodeJS.ProcessEnv, purpose: Purpose): Config {
  const faults: string[] = [];
  const values = readValues(env, faults);
  const config: Config = {
    ...values,
    evaluation: purpose.evaluation,
    databaseUrl: values.databaseUrl ?? `sqlite:${join(values.dataDir, 'rekey.db')}`,
  };
  const wrong = new Set(faults.map(settingIn));
  const broken = rules(config, purpose).filter((fault) => !wrong.has(settingIn(fault)));
  faults.push(...broken, ...unknownSettings(env));
  if (faults.length > 0) throw new Refusal('configuration', { why: faults.join('\n') });
  return purpose.evaluation ? { ...config, baseUrl: config.baseUrl ?? addressOf(config) } : config;
}

type Values = { -readonly [K in SettingKey]: (typeof settingsTable)[K]['default'] };

function readValues(env: NodeJS.ProcessEnv, faults: string[]): Values {
  const values = Object.fromEntries(settingKeys.map((key) => [key, readValue(env, key, faults)]));
  return values as Values; // the table's own type says that each parser makes what its key holds
}

function readValue(env: NodeJS.ProcessEnv, key: SettingKey, faults: string[]): Values[SettingKey] {
  const setting = settingsTable[key];
  const source = sourceOf(env, setting.name, faults);
  if (source === undefined) return setting.default;
  const value = setting.parse(source.text);
  if (!(value instanceof Fault)) return value;
  faults.push(`${setting.name} ${value.why}.`);
  return setting.default;
}

/** The setting that a fault's sentence begins with. */
function settingIn(fault: string): string | undefined {
  return fault.split(' ')[0]?.replace(/_FILE$/, '');
}

/** What settings must be together. A sentence begins with the setting that has to change. */
function rules(config: Config, purpose: Purpose): string[] {
  const { baseUrl, evaluation, host } = config;
  const insecure = baseUrl?.startsWith('http:') && !isLoopback(new URL(baseUrl).hostname);
  const broken = [
    purpose.needs === 'serve' &&
      !evaluation &&
      baseUrl === undefined &&
      'REKEY_BASE_URL must be set: links in letters begin with it (to try Rekey out, run "rekey serve --evaluation").',
    isPostgres(config.databaseUrl) &&
      config.secret === undefined &&
      'REKEY_SECRET must be set with PostgreSQL: all processes that share a database need the same one ' +
        '("openssl rand -base64 32" makes a good one).',
    insecure &&
      !config.insecureHttp &&
      'REKEY_BASE_URL must begin with https://, because passwords and links would cross the network in clear ' +
        '(REKEY_INSECURE_HTTP=yes allows it all the same).',
    evaluation &&
      !isLoopback(host) &&
      `REKEY_HOST must be a loopback address in evaluation, such as 127.0.0.1, not "${host}".`,
    !evaluation &&
      config.clockOffset !== 0 &&
      'REKEY_CLOCK_OFFSET may be set for "rekey serve --evaluation" only: no real clock is ever moved.',
  ];
  return broken.filter((fault) => typeof fault === 'string');
}

/** Where a host and port are reached. Unknown as long as the port is: whoever listens on 0 learns it later. */
export function addressOf({ host, port }: Pick<Config, 'host' | 'port'>): string | undefined {
  return port === 0 ? undefined : new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`).origin;
}
