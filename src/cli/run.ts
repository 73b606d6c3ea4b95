import { CommanderError } from 'commander';
import { Refusal } from '../kernel/index.ts';
import { createLocale, type Params, type Translate } from '../locale/index.ts';
import { exitCodes, refusalExitCodes } from './exit-codes.ts';
import { createProgram } from './program.ts';
import { createShell, type Shell, type Streams } from './shell.ts';

/** Runs one command line and answers its exit code. With `--json` exactly one document goes to `out`, come what may. */
export async function run(argv: readonly string[], env: NodeJS.ProcessEnv, streams: Streams): Promise<number> {
  const words = createLocale().in('en');
  const shell = createShell({ json: wantsJson(argv), env, words, streams });
  try {
    await createProgram(shell).parseAsync(argv, { from: 'user' });
    return shell.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return usedWrongly(shell, error);
    return error instanceof Refusal ? tellRefusal(shell, error) : tellBug(shell, error);
  }
}

/** Where the answer itself could not be written: a link that nobody has seen, half an export. */
export function tellUnwritten({ message: why }: Error): string {
  return createLocale().in('en')('commands.unwritten', { why });
}

function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? undefined : end).includes('--json');
}

/** The parser has told it already, on the stream that it belongs to. */
function usedWrongly(shell: Shell, error: CommanderError): number {
  if (error.exitCode === 0) return exitCodes.done;
  // Where a command is missing the parser has shown the help, and its message is a mark of its own.
  const isHelp = error.code === 'commander.help';
  const detail = isHelp ? shell.words('commands.help_hint') : error.message.replace(/^error: /, '');
  shell.problem({ code: 'wrong_use', title: shell.words('commands.wrong_use.title'), detail });
  return exitCodes.wrongUse;
}

function tellRefusal(shell: Shell, refusal: Refusal): number {
  const { words } = shell;
  const title = words(`refusals.${refusal.code}.title`, paramsOf(refusal));
  const detail = detailOf(refusal, words);
  // What is wrong with a configuration is a whole sentence for each fault.
  shell.note(refusal.is('configuration') ? detail : `${title}${/[.!?]$/.test(title) ? '' : '.'}\n${detail}`);
  shell.problem({ code: refusal.code, title, detail });
  return refusalExitCodes[refusal.code];
}

function detailOf(refusal: Refusal, words: Translate): string {
  // Whoever runs the machine is who has to see to it.
  const why = refusal.is('busy') && refusal.cause instanceof Error ? refusal.cause.message : '';
  if (why !== '') return `${words('refusals.busy')} ${words('commands.busy', { why })}`;
  if (!refusal.is('malformed') || refusal.details.field === undefined) {
    return words(`refusals.${refusal.code}`, paramsOf(refusal));
  }
  return words('commands.field', { field: refusal.details.field });
}

function paramsOf(refusal: Refusal): Params {
  const plain = Object.entries(refusal.details).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  );
  return Object.fromEntries(plain);
}

function tellBug(shell: Shell, error: unknown): number {
  const title = shell.words('commands.bug.title');
  shell.note(`${title}. ${shell.words('commands.bug')}\n${error instanceof Error ? error.stack : String(error)}`);
  shell.problem({ code: 'bug', title, detail: error instanceof Error ? error.message : String(error) });
  return exitCodes.bug;
}
