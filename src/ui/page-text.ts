import { html } from 'hono/html';
import type { Child } from 'hono/jsx';

/** A page as the text that is sent. What the template makes is a `String`, of which the server would make copies. */
export async function pageText(page: Child): Promise<string> {
  return String(await html`<!DOCTYPE html>${page}`);
}
