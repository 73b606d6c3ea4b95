import { z } from 'zod';
import { readForm, type Visitor, type Web, type WebContext } from '../http/index.ts';
import { Refusal, type Violation } from '../kernel/index.ts';
import type { Kit } from './kit.tsx';
import { tell } from './new-password-fields.tsx';
import { openForCheck } from './vouchers.ts';

const CheckForm = z.object({
  password: z.string(),
  check: z.string().optional(),
  name: z.string().default(''),
  login: z.string().default(''),
  email: z.string().default(''),
  company: z.string().default(''),
});

/** For the page's script: what a new password violates, as far as only the server can tell. */
export function addPasswordCheck(web: Web, kit: Kit): void {
  web.post('/web/password_check', async (c) => {
    const visitor = await kit.visitor(c);
    const violations = await judge(kit, c, visitor, readForm(c, CheckForm));
    return c.json({ violations: violations.map((one) => ({ rule: one.rule, text: tell(visitor.t, one) })) });
  });
}

async function judge(
  kit: Kit,
  c: WebContext,
  { caller }: Visitor,
  { check, ...input }: z.infer<typeof CheckForm>,
): Promise<Violation[]> {
  if (check === undefined) return kit.sessions.judgeOwn((await kit.person(c)).caller, input.password);
  const voucher = openForCheck(kit, check);
  if (!voucher) throw new Refusal('malformed', { field: 'check' });
  return voucher.kind === 'reset'
    ? kit.resets.judge(caller, voucher.token, input.password)
    : kit.resets.judgeSetUp(voucher.token, input);
}
