import { resolve } from 'node:path';
import type { Fault } from './fault.ts';
import type { Config } from './index.ts';
import * as parse from './parse.ts';

/** One setting of the environment. Each may also stand in a file that `NAME_FILE` names. */
export interface Setting<T> {
  name: string;
  parse(text: string): T | Fault;
  /** The value where nothing is set. */
  default: T;
  /** The default in words, where it depends on other settings. */
  defaultWords?: string;
  explain: string;
  /** `whole`: never shown. `password`: shown without the password inside. */
  secret?: 'whole' | 'password';
}

type Settings = { readonly [K in keyof Omit<Config, 'evaluation' | 'databaseUrl'>]: Setting<Config[K]> } & {
  readonly databaseUrl: Setting<string | undefined>;
};

/** Every setting there is. Reading, judging, showing and documenting the environment all go by this table. */
export const settingsTable: Settings = {
  host: {
    name: 'REKEY_HOST',
    parse: parse.parseHost,
    default: '127.0.0.1',
    explain: 'The address that the server listens on. Evaluation listens on loopback only.',
  },
  port: {
    name: 'REKEY_PORT',
    parse: parse.parsePort,
    default: 8470,
    explain: 'The port that the server listens on; 0 takes any that is free.',
  },
  baseUrl: {
    name: 'REKEY_BASE_URL',
    parse: parse.parseBaseUrl,
    default: undefined,
    defaultWords: 'demanded by "rekey serve"; in evaluation made of host and port',
    explain: 'The address under which people reach the server: links in letters begin with it.',
  },
  databaseUrl: {
    name: 'REKEY_DATABASE_URL',
    parse: parse.parseDatabaseUrl,
    default: undefined,
    defaultWords: 'sqlite: and rekey.db in the data directory',
    explain:
      'Where the database is: sqlite: and a path, or postgres://USER:PASSWORD@HOST/DATABASE (with ?sslmode=verify-full ' +
      'the connection is encrypted and the server proven; sslrootcert names who vouches for it).',
    secret: 'password',
  },
  dataDir: {
    name: 'REKEY_DATA_DIR',
    parse: parse.parseFolder,
    default: resolve('data'),
    defaultWords: 'data',
    explain: 'The folder that holds the embedded database and the secret; made when it is missing.',
  },
  secret: {
    name: 'REKEY_SECRET',
    parse: parse.parseSecret,
    default: undefined,
    defaultWords: 'made once and kept in the file "secret" in the data directory; demanded with PostgreSQL',
    explain: 'Seals what rests in the database. At least 32 characters; losing it voids what it sealed.',
    secret: 'whole',
  },
  secretPrevious: {
    name: 'REKEY_SECRET_PREVIOUS',
    parse: parse.parseSecret,
    default: undefined,
    explain: 'The secret before the current one: still opens what it sealed.',
    secret: 'whole',
  },
  smtpUrl: {
    name: 'REKEY_SMTP_URL',
    parse: parse.parseSmtpUrl,
    default: undefined,
    explain: 'An outgoing mail server: smtps:// encrypts at once, smtp:// demands STARTTLS except on loopback.',
    secret: 'password',
  },
  mailFrom: {
    name: 'REKEY_MAIL_FROM',
    parse: parse.parseMailFrom,
    default: undefined,
    explain: 'The sender of letters where neither the company nor the mail server has one.',
  },
  trustedProxies: {
    name: 'REKEY_TRUSTED_PROXIES',
    parse: parse.parseNetworks,
    default: [],
    explain:
      'Addresses or networks of reverse proxies whose word on the client address is believed. Never more than are yours: ' +
      'whoever is in such a network may say that they come from anywhere.',
  },
  allowedNetworks: {
    name: 'REKEY_ALLOWED_NETWORKS',
    parse: parse.parseNetworks,
    default: [],
    explain:
      'Private networks (10.0.0.0/8, 127.0.0.1) that mail servers and a service for breached passwords set in the console may ' +
      'be in; link-local addresses and those of cloud metadata never.',
  },
  dnsServers: {
    name: 'REKEY_DNS_SERVERS',
    parse: parse.parseServers,
    default: [],
    defaultWords: 'those of the machine',
    explain:
      'Servers of names that the mail doctor asks: addresses, with :PORT where it is not 53, separated by commas.',
  },
  bounceListen: {
    name: 'REKEY_BOUNCE_LISTEN',
    parse: parse.parseListen,
    default: undefined,
    defaultWords: 'bounces are not taken',
    explain:
      'ADDRESS:PORT on which letters that come back are taken by SMTP, such as 0.0.0.0:2525; the setting ' +
      '"Address for bounces" says where they are sent.',
  },
  insecureHttp: {
    name: 'REKEY_INSECURE_HTTP',
    parse: parse.parseYes,
    default: false,
    explain: 'Allows a base URL with http:// off loopback. Passwords and links then cross the network in clear.',
  },
  metricsToken: {
    name: 'REKEY_METRICS_TOKEN',
    parse: parse.parseToken,
    default: undefined,
    explain:
      'The bearer token that /metrics asks for. Without it only programs on this machine are answered that ask for localhost ' +
      'or 127.0.0.1, not through a proxy; where the base URL leads elsewhere, only once REKEY_TRUSTED_PROXIES names the proxies.',
    secret: 'whole',
  },
  clockOffset: {
    name: 'REKEY_CLOCK_OFFSET',
    parse: parse.parseOffset,
    default: 0,
    explain: 'Moves the clock, for trying out what expires: +24h, -90m. Only in evaluation.',
  },
  logLevel: {
    name: 'REKEY_LOG_LEVEL',
    parse: parse.parseWord(['debug', 'info', 'warn', 'error']),
    default: 'info',
    explain: 'How much the server logs: debug, info, warn or error.',
  },
};

export type SettingKey = keyof Settings;

export const settingKeys = Object.keys(settingsTable) as SettingKey[];
