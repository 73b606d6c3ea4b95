// The web framework alone, on the same adapter.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { tell } from '../parent.ts';

const web = new Hono();
web.get('/', (c) => c.html('<!DOCTYPE html><title>Hello</title><p>Hello, world'));
const server = createServer(getRequestListener(web.fetch)).listen(0, '127.0.0.1');
await once(server, 'listening');
tell({ port: (server.address() as AddressInfo).port });
