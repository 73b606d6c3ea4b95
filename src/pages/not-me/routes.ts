import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { NotMeAnswer } from '../../resets/index.ts';
import type { Kit } from '../kit.tsx';
import { addLinkPage, answeredIn, demandStep, endStep, notMeStep } from '../link-step.ts';
import { leaveNews } from '../notices.tsx';
import { showOutcome } from './outcome.tsx';
import { showQuestion } from './question.tsx';

/** The question `about` which it was chosen: the same link asks another one once its reset has set a password. */
const NotMeForm = z.object({
  link: z.string().optional(),
  about: z.string().optional(),
  choice: z.enum(['mine', 'not_me']).optional(),
});

/** "This was not me", from the letters that a person may not have wanted. */
export function addNotMe(web: Web, kit: Kit): void {
  addLinkPage(web, kit, notMeStep, {
    async follow(_, token) {
      await kit.resets.showNotMe(token);
      return {};
    },
    async show(c) {
      const mine = answeredIn<Mine>(kit, c, notMeStep);
      return mine ? tell(kit, c, mine.answer) : showQuestion(kit, c, demandStep(kit, c, notMeStep));
    },
  });

  web.post('/web/not_me', async (c) => {
    const { link: linkId = '', about = '', choice } = readForm(c, NotMeForm);
    const mine = answeredIn<Mine>(kit, c, notMeStep);
    const isSame = choice === 'mine' && mine?.linkId === linkId && mine.answer.about === about;
    if (isSame) return tell(kit, c, mine.answer);
    const step = demandStep(kit, c, notMeStep);
    if (!choice) return showQuestion(kit, c, step, new Refusal('choice_missing', {}));
    const pressed = { linkId, about, browser: step.mark };
    const answering = kit.resets.notMe(c.get('caller'), step.token, choice, pressed);
    const answered = await orRefusal(answering, 'choice_missing', 'busy');
    if (answered instanceof Refusal) return showQuestion(kit, c, step, answered);
    // The link speaks still: whoever uses this browser next must not take the account back with it.
    if (choice === 'mine') endStep(kit, c, notMeStep, { linkId, answer: answered } satisfies Mine);
    return tell(kit, c, answered);
  });

  web.get('/web/not_me/done', (c) => showOutcome(kit, c));
}

/** The answer "It was me", which a second press in the same browser is told again. */
interface Mine {
  linkId: string;
  answer: NotMeAnswer;
}

function tell(kit: Kit, c: WebContext, answer: NotMeAnswer): Response {
  leaveNews(kit, c, { kind: 'not_me', ...answer });
  return c.redirect('/web/not_me/done', 303);
}
