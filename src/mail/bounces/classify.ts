import type { Attachment, Email } from 'postal-mime';
import { oneLine } from '../../kernel/index.ts';

/** What a letter that came back says. */
export interface Bounce {
  /** `failed`: it will not arrive. `delayed`: it may yet. */
  action: 'failed' | 'delayed';
  /** The enhanced code (RFC 3463), such as `5.1.1`, if there is one. */
  status: string | undefined;
  /** The words of the server that gave up, as they came: they may repeat the letter. */
  words: string;
}

/** More than is ever shown, so that nothing is cut in two before it is looked at. */
const longestWords = 2_000;

/**
 * Reads a delivery report (RFC 3464), and the free forms of those who send none. `undefined` for everything else that
 * comes to a return path: vacation notices, receipts, answers.
 */
export async function classify(raw: Uint8Array): Promise<Bounce | undefined> {
  const email = await parsed(raw);
  if (!email) return undefined;
  const report = email.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status');
  if (report) return fromReport(textOf(report));
  return isAutomaticAnswer(email) ? undefined : fromFreeForm(email);
}

async function parsed(raw: Uint8Array): Promise<Email | undefined> {
  try {
    const { default: PostalMime } = await import('postal-mime'); // by the first letter that comes back
    return await PostalMime.parse(raw);
  } catch {
    return undefined;
  }
}

/** One block for the message, then one for each recipient. Ours have one. */
function fromReport(report: string): Bounce | undefined {
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:[ \\t]*(.+(?:\\r?\\n[ \\t]+.+)*)`, 'im').exec(report)?.[1]?.replace(/\s+/g, ' ').trim();
  const action = field('Action')?.toLowerCase();
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(field('Status') ?? '')?.[0];
  const words = short((field('Diagnostic-Code') ?? '').replace(/^\s*(smtp|x-\S+)\s*;\s*/i, '') || (status ?? ''));
  if (action === 'failed') return { action: status?.startsWith('4') ? 'delayed' : 'failed', status, words };
  return action === 'delayed' ? { action, status, words } : undefined;
}

/** RFC 3834: an answer by a machine that is no report. Exim calls its reports answers, too, and names who failed. */
function isAutomaticAnswer(email: Email): boolean {
  const answers = /auto-replied/i.test(header(email, 'auto-submitted')) || header(email, 'x-autoreply') !== '';
  return answers && header(email, 'x-failed-recipients') === '';
}

function header({ headers }: Email, name: string): string {
  return headers.find(({ key }) => key === name)?.value ?? '';
}

const senders = /mailer-daemon|postmaster|mail delivery (sub)?system/i;
const subjects =
  /undeliver|delivery (status|fail|has failed)|failure notice|returned mail|mail delivery failed|unzustellbar|non remis/i;
const permanent =
  /\b(55[0-4]|5\.\d{1,3}\.\d{1,3})\b|user unknown|unknown user|no such (user|mailbox|recipient)|mailbox (not found|unavailable)|does not exist|address rejected/i;
const temporary = /\b(4[25]\d|4\.\d{1,3}\.\d{1,3})\b|will (keep|be) (trying|retried)|has been delayed/i;

/** qmail, old Exim and Notes write prose. */
function fromFreeForm(email: Email): Bounce | undefined {
  const { from, subject = '', text = '' } = email;
  const author = `${from?.name ?? ''} ${from?.address ?? ''}`;
  if (header(email, 'x-failed-recipients') === '' && !(senders.test(author) && subjects.test(subject)))
    return undefined;
  const lines = text.split(/\r?\n/);
  const telling = lines.find((line) => permanent.test(line)) ?? lines.find((line) => temporary.test(line));
  const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(telling ?? '')?.[0];
  const isDelay = telling !== undefined && !permanent.test(telling);
  return { action: isDelay ? 'delayed' : 'failed', status, words: short(telling ?? subject) };
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

function short(text: string): string {
  return oneLine(text, longestWords);
}
