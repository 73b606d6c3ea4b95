import type { Finding } from './index.ts';

/** Findings as a letter to IT support: what is wrong, what to do, and what to publish. */
export function findingsAsText(findings: readonly Finding[]): string {
  return findings.map(asText).join('\n\n');
}

function asText({ severity, words, advice, record }: Finding): string {
  const lines = [`[${severity}] ${words}`, advice];
  if (record) lines.push(`${record.name}  ${record.type}  ${record.value}`);
  return lines.join('\n');
}
