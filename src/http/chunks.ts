import type { IncomingMessage } from 'node:http';

/** Well above what any sender that means well makes of a form or a call. */
const [mostParts, mostBytes] = [256, 128 * 1024];

/**
 * Reads a body in chunks before anything else is done, and hands it on whole (`rawBody` is what @hono/node-server looks for).
 * A connection whose body goes on and on is dropped: with an announced length the HTTP parser holds the sender to it, but 64 KB
 * in chunks of one byte each would cost what thousands of forms do.
 */
export function gatherChunks(request: IncomingMessage & { rawBody?: Buffer }, then: () => void): void {
  const parts: Buffer[] = [];
  let bytes = 0;
  request.on('data', (part: Buffer) => {
    parts.push(part);
    bytes += part.length;
    if (parts.length > mostParts || bytes > mostBytes) request.socket.destroy();
  });
  request.once('end', () => {
    request.rawBody = Buffer.concat(parts);
    then();
  });
}
