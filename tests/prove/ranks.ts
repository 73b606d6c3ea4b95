export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * Mann and Whitney: how often a value of the one sample is above one of the other (a half where nothing tells them apart),
 * and how likely that is by chance (two-sided, normal approximation).
 */
export function compare(one: number[], other: number[]): { slower: number; p: number } {
  const above = one.reduce((sum, a) => sum + other.reduce((count, b) => count + (a > b ? 1 : a === b ? 0.5 : 0), 0), 0);
  const pairs = one.length * other.length;
  const spread = Math.sqrt((pairs * (one.length + other.length + 1)) / 12);
  const z = Math.abs(above - pairs / 2) / spread;
  return { slower: above / pairs, p: 2 * upperTail(z) };
}

/** How likely a normal variable is above `z` (Abramowitz and Stegun 26.2.17). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = series.reduce((total, factor, index) => total + factor * t ** (index + 1), 0);
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
