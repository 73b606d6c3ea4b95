import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { type BulkAction, bulkActions, type Foreseen, identityChecks } from '../../resets/index.ts';
import { formScript, RefusalNotice, SelectField } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { selectionFields, whichOf } from '../list/index.ts';
import { Confirm, Radios, StaffNote, typedText } from '../parts/index.ts';
import { usersList } from '../users/list.tsx';
import { isRisky, jobsPath, reasonText } from './words.ts';

const paces = ['30', '120', '600'] as const;
const usualPace: (typeof paces)[number] = '120';
const shownUnreached = 100;

/** A code cannot be read back by many. */
const checksOfMany = identityChecks.filter((check) => check !== 'code');

const Selected = z.object(selectionFields);
const StartForm = z.object({
  ...selectionFields,
  identity_check: z.enum(checksOfMany).optional(),
  note: z.string().optional(),
  pace: z.enum(paces).optional(),
});

type Selection = z.infer<typeof Selected>;
type Choice = Partial<z.infer<typeof StartForm>>;

/** What is asked before something is done to many: whom it concerns, who cannot be reached and why. */
export function addNewJob(web: Web, desk: Desk): void {
  for (const action of bulkActions) {
    const path = `${jobsPath}/new/${action}`;

    web.post(path, async (c) => {
      const staff = await desk.staff(c);
      const selection = readForm(c, Selected);
      return previewPage(desk, c, staff, { action, selection, choice: {} });
    });

    web.post(`${path}/start`, async (c) => {
      const staff = await desk.staff(c);
      const { identity_check, note, pace, ...selection } = readForm(c, StartForm);
      const choice = { identity_check, note, pace };
      const users = whichOf(selection, await usersList(desk, staff));
      const { count } = await desk.users.count(staff.caller, users);
      const first = isRisky(action, count) ? desk.fresh(c, staff) : undefined;
      if (first) return first;
      const how = { identityCheck: identity_check, note: typedText(note), perMinute: Number(pace ?? usualPace) };
      const bulk = desk.resets.startBulk(staff.caller, { action, users, ...how });
      const started = await orRefusal(bulk, 'identity_check_missing', 'too_many_jobs', 'busy');
      if (started instanceof Refusal)
        return previewPage(desk, c, staff, { action, selection, choice, refusal: started });
      const { total } = await desk.jobs.describe(staff.caller, started);
      const told = { kind: 'info', text: staff.t('jobs.started', { count: total }) } as const;
      return desk.done(c, `${jobsPath}/${started}`, { ...told, live: `${jobsPath}/${started}/state` });
    });
  }
}

interface Preview {
  action: BulkAction;
  selection: Selection;
  choice: Choice;
  refusal?: Refusal;
}

async function previewPage(desk: Desk, c: WebContext, staff: Staff, preview: Preview): Promise<Response> {
  const { t, caller } = staff;
  const { action, selection, choice, refusal } = preview;
  const users = whichOf(selection, await usersList(desk, staff));
  const foreseen = await desk.resets.foresee(caller, { action, users });
  const title = t(`jobs.ask.${action}`, { count: foreseen.total });
  const body = (
    <Confirm
      title={title}
      action={`${jobsPath}/new/${action}/start`}
      yes={t('jobs.start')}
      busy={t('jobs.starting')}
      danger={action === 'archive'}
      no={t('user.cancel')}
      back="/settings/users"
    >
      <RefusalNotice t={t} refusal={refusal} />
      <Kept selection={selection} />
      <p>{t('jobs.reached', { count: foreseen.total - foreseen.unreached.length, total: foreseen.total })}</p>
      <Unreached t={t} foreseen={foreseen} />
      {action === 'send' && <HowSent t={t} choice={choice} must={foreseen.identityCheckDemanded} />}
    </Confirm>
  );
  const trail = [{ text: t('users.list.title'), href: '/settings/users' }];
  return desk.show(c, staff, { title, trail, body, refusal, scripts: [formScript] });
}

/** The selection goes along as it came. */
function Kept({ selection: { id, all, list } }: { selection: Selection }) {
  return (
    <>
      {all === undefined && id.map((one) => <input type="hidden" name="id" value={one} />)}
      {all !== undefined && <input type="hidden" name="all" value={all} />}
      {list !== undefined && <input type="hidden" name="list" value={list} />}
    </>
  );
}

function Unreached({ t, foreseen: { unreached, looked, total } }: { t: Translate; foreseen: Foreseen }): Child {
  return (
    <>
      {looked < total && <p class="quiet">{t('jobs.looked', { count: looked })}</p>}
      {unreached.length > 0 && (
        <section class="scroll" tabindex={0} aria-label={t('jobs.unreached', { count: unreached.length })}>
          <table class="table">
            <caption>{t('jobs.unreached', { count: unreached.length })}</caption>
            <thead>
              <tr>
                <th scope="col">{t('jobs.who')}</th>
                <th scope="col">{t('jobs.why')}</th>
              </tr>
            </thead>
            <tbody>
              {unreached.slice(0, shownUnreached).map(({ user, reason }) => (
                <tr>
                  <td>
                    <a href={`/settings/users/${user.id}`}>{user.name}</a>
                  </td>
                  <td>{reasonText(t, reason, user)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}

function HowSent({ t, choice, must }: { t: Translate; choice: Choice; must: boolean }) {
  return (
    <>
      <Radios
        name="identity_check"
        label={t(must ? 'user.check.must' : 'user.check')}
        options={checksOfMany.map((value) => ({ value, text: t(`user.check.${value}`) }))}
        value={choice.identity_check}
      />
      <StaffNote t={t} hint={t('user.send.note.hint')} value={choice.note} />
      <SelectField
        name="pace"
        label={t('jobs.pace')}
        hint={t('jobs.pace.hint')}
        options={paces.map((value) => ({
          value,
          text: t('jobs.pace.per_minute', { count: Number(value) }),
          selected: value === (choice.pace ?? usualPace),
        }))}
      />
    </>
  );
}
