/** The other end of a child: what it was given, and how it tells. */
export function given<T>(): T {
  return JSON.parse(process.argv[2] ?? '{}') as T;
}

export function tell(message: unknown): void {
  process.send?.(message);
}
