import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How many requests of one connection may wait for the answer to the one before them. No browser and no proxy sends any so. */
const mostWaiting = 8;

/**
 * Answers the requests of a connection one after another, as their answers have to go. Node hands over at once whatever came
 * in one piece, and fifteen hundred requests fit into one: each is begun when its turn has come, and none for a connection
 * that has ended. A connection on which more than a few wait is dropped.
 */
export function inTurn(answer: RequestListener): RequestListener {
  const lines = new WeakMap<Socket, [IncomingMessage, ServerResponse][]>();

  const begin = (
    line: [IncomingMessage, ServerResponse][],
    request: IncomingMessage,
    response: ServerResponse,
  ): void => {
    response.once('close', () => {
      const next = request.socket.writable ? line.shift() : undefined;
      if (next) begin(line, ...next);
      else lines.delete(request.socket);
    });
    answer(request, response);
  };

  return (request, response) => {
    const { socket } = request;
    if (!socket.writable) return;
    const line = lines.get(socket);
    if (line && line.length >= mostWaiting) socket.destroy();
    else if (line) line.push([request, response]);
    else {
      const first: [IncomingMessage, ServerResponse][] = [];
      lines.set(socket, first);
      begin(first, request, response);
    }
  };
}
