import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Web, WebContext } from './web.ts';

/** A file that browsers load, at a path below the assets' common address. */
export interface AssetFile {
  path: string;
  content: string;
}

export interface Assets {
  /** The address of a file; another one whenever any file changes, so that browsers may keep it for good. */
  url(path: string): string;
  addTo(web: Web): void;
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

type Encoding = 'br' | 'gzip' | 'identity';

/**
 * Serves exactly these files. They share one address below `base` so that modules find each other by relative imports.
 * Compressed once, when a browser first wants it: a server that starts has better things to do.
 */
export function createAssets(files: AssetFile[], base = '/assets'): Assets {
  const hash = hashOf(files);
  const variants = new Map(files.map((file) => [file.path, toVariant(file)]));
  const serve = async (c: WebContext, path: string, cacheControl?: string): Promise<Response> => {
    const variant = variants.get(path);
    if (!variant) return c.notFound();
    const encoding = encodingFor(c.req.header('accept-encoding') ?? '');
    c.header('Content-Type', variant.type);
    c.header('Vary', 'Accept-Encoding');
    if (cacheControl) c.header('Cache-Control', cacheControl);
    if (encoding !== 'identity') c.header('Content-Encoding', encoding);
    return c.body(await variant.as(encoding));
  };
  return {
    url: (path) => {
      if (!variants.has(path)) throw new Error(`no asset ${path}`);
      return `${base}/${hash}/${path}`;
    },
    addTo(web) {
      web.get(`${base}/${hash}/:path{.+}`, (c) => serve(c, c.req.param('path'), 'public, max-age=31536000, immutable'));
      // While processes are replaced, a page of another release still gets its file here, but must not keep it.
      web.get(`${base}/:hash/:path{.+}`, (c) => serve(c, c.req.param('path')));
    },
  };
}

function hashOf(files: AssetFile[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of files) hash.update(`${path}\0${content}\0`);
  return hash.digest('hex').slice(0, 16);
}

const compress: Record<Encoding, (content: Buffer) => Promise<Buffer>> = {
  identity: async (content) => content,
  gzip: promisify<Buffer, Buffer>(gzip),
  br: promisify<Buffer, Buffer>(brotliCompress),
};

interface Variant {
  type: string;
  as(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>;
}

function toVariant({ path, content }: AssetFile): Variant {
  const type = types[path.slice(path.lastIndexOf('.') + 1)];
  if (type === undefined) throw new Error(`no type for asset ${path}`);
  const made = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    type,
    as(encoding) {
      const bytes = made.get(encoding) ?? compress[encoding](Buffer.from(content)).then((some) => new Uint8Array(some));
      made.set(encoding, bytes);
      return bytes;
    },
  };
}

function encodingFor(accepted: string): Encoding {
  const offers = accepted.split(',').map((offer) => offer.trim().toLowerCase());
  const accepts = (name: string): boolean =>
    offers.some((offer) => offer === name || (offer.startsWith(`${name};`) && !/;\s*q=0(\.0*)?$/.test(offer)));
  if (accepts('br')) return 'br';
  return accepts('gzip') ? 'gzip' : 'identity';
}
