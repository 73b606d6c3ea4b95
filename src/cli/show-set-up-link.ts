import type { App } from '../app.ts';
import { orRefusal } from '../http/index.ts';
import { Refusal } from '../kernel/index.ts';
import { operator, type Streams } from './shell.ts';

/** Whoever starts the server at a terminal sees the link for the first administrator there. It belongs in no log. */
export async function showSetUpLink(app: App, streams: Streams): Promise<void> {
  if (!streams.terminal) return;
  const link = await orRefusal(app.resets.printSetUpLink(operator(app)), 'already_set_up');
  if (link instanceof Refusal) return;
  streams.out(`${app.locale.in('en')('commands.setup.note')}\n${link}\n`);
}
