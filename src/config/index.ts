export { checkDataDir } from './data-dir.ts';
export { type ConfigLine, describeConfig } from './describe.ts';
export { addressOf, loadConfig } from './load.ts';
export { isLoopback } from './loopback.ts';
export { secretOf } from './secret.ts';
export { settingsTable } from './table.ts';
export { isOpenToOthers } from './way-to-database.ts';
export { wideNetworks } from './wide-networks.ts';

/** The environment as this program understands it, judged whole before anything is touched. */
export interface Config {
  evaluation: boolean;
  host: string;
  port: number;
  /** Without a slash at the end. Absent for commands that need none, and in evaluation on a port not known yet. */
  baseUrl: string | undefined;
  databaseUrl: string;
  dataDir: string;
  /** `undefined`: to be made and kept in the data directory. */
  secret: string | undefined;
  secretPrevious: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string | undefined;
  trustedProxies: string[];
  /** Private networks that what administrators set may reach. */
  allowedNetworks: string[];
  /** Servers of names that the mail doctor and DKIM ask; none: those of the machine. */
  dnsServers: string[];
  /** Where bounces are taken; nowhere unless it is set. */
  bounceListen: Listen | undefined;
  insecureHttp: boolean;
  /** What `/metrics` asks for; without it only this machine is answered. */
  metricsToken: string | undefined;
  /** Milliseconds. */
  clockOffset: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
}

/** An address and a port of this machine. */
export interface Listen {
  host: string;
  port: number;
}

/** What the environment is read for. Only `serve` demands a base URL. */
export interface Purpose {
  evaluation: boolean;
  needs: 'serve' | 'command';
}
