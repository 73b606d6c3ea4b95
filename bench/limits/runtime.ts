// The runtime alone: a server with nothing in it, on the port of the environment.
import { createServer } from 'node:http';

createServer((_request, response) => response.end('Hello')).listen(Number(process.env['REKEY_PORT']), '127.0.0.1');
