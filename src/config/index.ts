/** The environment as this program understands it, judged whole before anything is touched. */
export interface Config {
  evaluation: boolean;
  host: string;
  port: number;
  /** Without a slash at the end. Absent only for commands that need none. */
  baseUrl: string | undefined;
  databaseUrl: string;
  dataDir: string;
  /** `undefined`: to be made and kept in the data directory. */
  secret: string | undefined;
  secretPrevious: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string | undefined;
  trustedProxies: string[];
  insecureHttp: boolean;
  /** Milliseconds. */
  clockOffset: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
}
