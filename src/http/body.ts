import { Refusal } from '../kernel/index.ts';

/** No form of ours comes near it. */
const largestBody = 64 * 1024;

/** Room for a file and the form around it. */
const largestUpload = 640 * 1024;

/** Refuses `too_large` by what is announced, before a byte is read. */
export function refuseLargeBody(headers: Headers): void {
  const hasFile = headers.get('content-type')?.toLowerCase().startsWith('multipart/form-data') ?? false;
  if (Number(headers.get('content-length') ?? 0) > (hasFile ? largestUpload : largestBody))
    throw new Refusal('too_large', {});
}

/** The whole body. Refuses `too_large`, and `malformed` when the sender breaks off. */
export async function readBody(request: Request): Promise<Uint8Array> {
  refuseLargeBody(request.headers);
  try {
    // Where a length is announced the HTTP parser holds the sender to it.
    if (request.headers.has('content-length')) return new Uint8Array(await request.arrayBuffer());
    return await readStream(request.body);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('malformed', {});
  }
}

async function readStream(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > largestBody) throw new Refusal('too_large', {});
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
