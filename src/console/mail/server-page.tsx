import type { WebContext } from '../../http/index.ts';
import { may, type Refusal } from '../../kernel/index.ts';
import type { MessageKey, Translate } from '../../locale/index.ts';
import type { ServerRecord, TestRecord } from '../../mail/index.ts';
import { ErrorSummary, type FieldError, LinkButton, Notice, RefusalNotice, Submit, TextField } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { ActionMenu, BothSides } from '../parts/index.ts';
import { serverPath, serversPath } from './paths.ts';
import { ServerFields, sidesOf } from './server-fields.tsx';
import type { Sent } from './server-input.ts';
import { endingText, laterEnding, ServerMarks, ServerState } from './server-state.tsx';
import { serversScript } from './servers-page.tsx';
import { Tested } from './tested.tsx';

/** What one server's page shows besides the server. */
export interface Moment {
  /** As it was sent, if it was not saved. */
  sent?: Sent;
  refusal?: Refusal | undefined;
  /** Where a test mail was to go that was not sent. */
  to?: string | undefined;
  tested?: { record: TestRecord; to: string | undefined };
}

/** What a new server begins with. */
const blank = { active: true, sequence: 10, smtp_port: 587, smtp_encryption: 'starttls', smtp_authentication: 'login' };

/** One server; without one, the form that makes it. */
export function serverPage(
  desk: Desk,
  c: WebContext,
  staff: Staff,
  server: ServerRecord | undefined,
  moment: Moment = {},
): Response | Promise<Response> {
  const { t, caller, me } = staff;
  const { sent, refusal, to, tested } = moment;
  const now = refusal?.is('changed_meanwhile') ? server : undefined;
  const mayChange = may(caller, 'mail_servers.change') && !server?.from_environment;
  const errors = faultsOf(t, refusal);
  return desk.show(c, staff, {
    title: server?.name ?? t('console.server.new'),
    trail: [{ text: t('console.servers.title'), href: serversPath }],
    gear: server && mayChange && <Gear t={t} server={server} />,
    refusal,
    scripts: [serversScript],
    body: (
      <div class="sheet sheet-full">
        {tested && <Tested t={t} tested={tested.record} to={tested.to} />}
        {now && sent ? (
          <BothSides t={t} fields={sidesOf({ t, server: now, sent, day: dayFor(staff) })} />
        ) : (
          errors.length === 0 && <RefusalNotice t={t} refusal={refusal} />
        )}
        <ErrorSummary title={t('console.server.faults')} errors={errors} />
        {server && <Standing desk={desk} staff={staff} server={server} />}
        {server?.from_environment && <Notice kind="info" title={t('console.server.read_only')} />}
        <Form staff={staff} server={server} moment={moment} errors={errors} mayChange={mayChange} />
        {server && may(caller, 'mail.test') && (
          <SendTest staff={staff} server={server} to={to ?? me.user.email ?? ''} />
        )}
      </div>
    ),
  });
}

function faultsOf(t: Translate, refusal: Refusal | undefined): FieldError[] {
  if (!refusal?.is('fields_wrong')) return [];
  return refusal.details.faults.map(({ field, fault }) => ({ field, text: t(`faults.${fault}` as MessageKey) }));
}

function Gear({ t, server }: { t: Translate; server: ServerRecord }) {
  const remove = {
    text: t('console.server.delete'),
    href: `${serverPath(server.id)}/delete`,
    dialog: true,
    danger: true,
  };
  return <ActionMenu label={t('console.server.action')} actions={[remove]} />;
}

function Standing({ desk, staff: { t, me }, server }: { desk: Desk; staff: Staff; server: ServerRecord }) {
  const at = (iso: string): string => t.moment(Date.parse(iso), me.user.timeZone);
  return (
    <div class="standing">
      <p>
        <ServerState t={t} server={server} at={at} /> <ServerMarks t={t} server={server} now={desk.clock.now()} />
      </p>
      {laterEnding(server, desk.clock.now()).map((ending) => (
        <p class="quiet">{endingText(t, ending, desk.clock.now())}</p>
      ))}
      {server.last_words && <p>{server.last_words}</p>}
      {server.last_reply && <p class="quiet">{t('console.servers.said', { reply: server.last_reply })}</p>}
    </div>
  );
}

interface FormProps {
  staff: Staff;
  server: ServerRecord | undefined;
  moment: Moment;
  errors: FieldError[];
  mayChange: boolean;
}

function dayFor({ t, me }: Staff): (iso: string) => string {
  return (iso) => t.moment(Date.parse(iso), me.user.timeZone);
}

function Form({ staff, server, moment: { sent, refusal }, errors, mayChange }: FormProps) {
  const { t } = staff;
  const action = server ? serverPath(server.id) : `${serversPath}/new`;
  // Whoever was overtaken has both sides before them, and saves over what they see.
  const version = (refusal?.is('changed_meanwhile') ? undefined : sent?.version) ?? server?.version ?? 0;
  return (
    <form method="post" action={action} class="server-form" autocomplete="off">
      <input type="hidden" name="version" value={String(version)} />
      <fieldset disabled={!mayChange} class="plain">
        <ServerFields t={t} server={server} values={sent ?? server ?? blank} errors={errors} day={dayFor(staff)} />
        {mayChange && (
          <div class="confirm-buttons">
            <Submit name="act" value="save">
              {t('console.server.save')}
            </Submit>
            <Submit kind="secondary" name="act" value="test" describedBy="test-hint">
              {t('console.server.test')}
            </Submit>
            <LinkButton href={serversPath}>{t('console.server.discard')}</LinkButton>
            <p class="hint" id="test-hint">
              {t('console.server.test.hint')}
            </p>
          </div>
        )}
      </fieldset>
    </form>
  );
}

/** One of the environment cannot be saved, and so is tested from here. */
function SendTest({ staff: { t }, server, to }: { staff: Staff; server: ServerRecord; to: string }) {
  return (
    <section class="send-test">
      <h2>{t('console.server.send.title')}</h2>
      <form method="post" action={`${serverPath(server.id)}/test`} class="form-narrow">
        <TextField
          name="to"
          label={t('console.server.send.to')}
          input={{ value: to, type: 'email', autocomplete: 'email' }}
        />
        <div class="confirm-buttons">
          <Submit kind="secondary" name="act" value="send">
            {t('console.server.send')}
          </Submit>
          {server.from_environment && (
            <Submit kind="secondary" name="act" value="test">
              {t('console.server.test')}
            </Submit>
          )}
        </div>
      </form>
    </section>
  );
}
