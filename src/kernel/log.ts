/** Where the server tells the operator what happens: JSON lines. Never a token, a password or a whole address. */
export interface Log {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, error: unknown, fields?: Record<string, unknown>): void;
  /** How many lines could not be written: a full disk, a reader that is gone or does not read. */
  lost?(): number;
}

export const silent: Log = { info() {}, warn() {}, error() {} };
