import { Refusal } from '../kernel/index.ts';
import type { Sent } from './form.ts';

/**
 * The file in a form that was sent as `multipart/form-data`, or nothing where none was chosen. Refuses `malformed`.
 */
export async function readUpload(c: Sent, field: string): Promise<Uint8Array | undefined> {
  const type = c.req.header('content-type') ?? '';
  if (!/^multipart\/form-data;/i.test(type)) throw new Refusal('malformed', { field });
  const file = (await partsOf(c.get('body'), type)).get(field);
  if (file === null || typeof file === 'string') throw new Refusal('malformed', { field });
  return file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : undefined;
}

async function partsOf(body: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { 'Content-Type': type } }).formData();
  } catch {
    throw new Refusal('malformed', {});
  }
}
