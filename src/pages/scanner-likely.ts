const programs =
  /bot\b|crawl|spider|scan|preview|prefetch|monitor|facebookexternalhit|slack|whatsapp|telegram|discord|skype|proofpoint|mimecast|barracuda|safelinks|urldefense|trendmicro|symantec|fireeye/i;

/**
 * Whether whoever follows a link is more likely a program that looks at mail than the person it was written to. Only
 * noted for administrators; nothing is decided by it, because it is a guess.
 */
export function scannerLikely(method: string, header: (name: string) => string | undefined): boolean {
  const agent = header('user-agent') ?? '';
  const purpose = [header('sec-purpose'), header('purpose'), header('x-moz'), header('x-purpose')].join(' ');
  return method === 'HEAD' || agent === '' || programs.test(agent) || /prefetch|prerender|preview/i.test(purpose);
}
