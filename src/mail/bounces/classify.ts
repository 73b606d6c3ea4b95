import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { isSameEmail, oneLine } from '../../kernel/index.ts';

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

/** The second where addresses are in other scripts (RFC 6533). */
const reports = ['message/delivery-status', 'message/global-delivery-status'];

/**
 * Reads a delivery report (RFC 3464) about a letter to this address, and the free forms of those who send none.
 * `undefined` for everything else that comes to a return path: vacation notices, receipts, answers. It can take long over
 * hostile input, so it works in a thread.
 */
export async function classify(raw: Uint8Array, address: string): Promise<Bounce | undefined> {
  const email = await parsed(raw);
  if (!email) return undefined;
  const report = email.attachments.find(({ mimeType }) => reports.includes(mimeType));
  if (report) return fromReport(textOf(report), address);
  return isAutomaticAnswer(email) ? undefined : fromFreeForm(email);
}

/** Our own letter in a report is of no interest. */
const limits = { maxRfc822NestingDepth: 0, maxNestingDepth: 10, maxHeadersSize: 32 * 1024 };

async function parsed(raw: Uint8Array): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(withoutGaps(raw), limits);
  } catch {
    return undefined;
  }
}

/** The parser takes time that grows with the square of a run of empty lines. */
function withoutGaps(raw: Uint8Array): Uint8Array {
  return Buffer.from(
    Buffer.from(raw)
      .toString('latin1')
      .replace(/(?:\r?\n){3,}/g, '\r\n\r\n'),
    'latin1',
  );
}

/**
 * One block for the message, then one for each recipient. Our letter has one, who may stand beside those whom a list or a
 * rule sent it on to, or be told by the address that it was sent on to alone.
 */
function fromReport(report: string, address: string): Bounce | undefined {
  const blocks = report.split(/\r?\n[ \t]*\r?\n/);
  const [ours] = ['Final-Recipient', 'Original-Recipient'].flatMap((name) =>
    blocks.filter((block) => isSameEmail(addressIn(fieldOf(block, name)), address)),
  );
  const field = (name: string): string | undefined => fieldOf(ours ?? report, name);
  const action = field('Action')?.toLowerCase();
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(field('Status') ?? '')?.[0];
  const words = short((field('Diagnostic-Code') ?? '').replace(/^\s*(smtp|x-\S+)\s*;\s*/i, '') || (status ?? ''));
  const told = action ?? actions[status?.[0] ?? ''];
  return told === 'failed' || told === 'delayed' ? { action: told, status, words } : undefined;
}

function fieldOf(block: string, name: string): string | undefined {
  const told = new RegExp(`^${name}:[ \\t]*(.+(?:\\r?\\n[ \\t]+.+)*)`, 'im').exec(block)?.[1];
  return told?.replace(/\s+/g, ' ').trim();
}

/** `ann@example.com` of `rfc822; <ann@example.com>`. Where no other script gets through, one is written as `\x{E4}` (RFC 6533). */
function addressIn(recipient = ''): string {
  const address = recipient.replace(/^[^;]*;/, '').replace(/[<>\s]/g, '');
  if (!/^\s*utf-8\s*;/i.test(recipient)) return address;
  return address.replace(/\\x\{((?:10|[\da-f])?[\da-f]{2,4})\}/gi, (_, point: string) =>
    String.fromCodePoint(Number.parseInt(point, 16)),
  );
}

/** By the first figure of a status, where a report leaves out its action. With one, a 4 may well have been given up. */
const actions: Record<string, Bounce['action']> = { 4: 'delayed', 5: 'failed' };

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
const temporary = /\b(4[25]\d|4\.\d{1,3}\.\d{1,3})\b/;
/** Only who says so is still trying: codes that begin with a 4 are also those of what was given up at last. */
const delaySubjects = /\bdelay(ed)?\b|could not send message for|verzögert|retardée?\b/i;
const delays = /will (keep|be) (trying|retried)|ha(s|ve) been delayed|attempts will continue|still undelivered/i;

/** qmail, old Exim and Notes write prose, and so does whoever asks for a confirmation or tells that all went well. */
function fromFreeForm(email: Email): Bounce | undefined {
  const { from, subject = '', text = '' } = email;
  const author = `${from?.name ?? ''} ${from?.address ?? ''}`;
  const namesWhoFailed = header(email, 'x-failed-recipients') !== '';
  if (!namesWhoFailed && !(senders.test(author) && (subjects.test(subject) || delaySubjects.test(subject))))
    return undefined;
  const lines = text.split(/\r?\n/);
  const gaveUp = lines.find((line) => permanent.test(line));
  const late = lines.find((line) => delays.test(line));
  const telling = gaveUp ?? lines.find((line) => temporary.test(line)) ?? late;
  const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(telling ?? '')?.[0];
  const isDelay = delaySubjects.test(subject) || (gaveUp === undefined && late !== undefined);
  if (!namesWhoFailed && !isDelay && telling === undefined) return undefined;
  return { action: isDelay ? 'delayed' : 'failed', status, words: short(telling ?? subject) };
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

function short(text: string): string {
  return oneLine(text, longestWords);
}
