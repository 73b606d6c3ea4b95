/*
 * Judges a new password while it is typed: here by the very rules that the server uses, and on the server what needs
 * its lists and the person. The list of rules ticks in place. Nothing here decides; the form is judged whole when sent.
 */
import { type Policy, policyOf, type Terms, violationsOf } from '../../passwords/policies.ts';
import { askServer } from './ask-server.ts';
import { type RuleList, ruleList, type State } from './rule-list.ts';

const pauseBeforeAsking = 400;

for (const block of document.querySelectorAll<HTMLElement>('.new-password')) begin(block);

function begin(block: HTMLElement): void {
  const password = fieldIn(block, block.dataset['password']);
  const confirm = fieldIn(block, block.dataset['confirm']);
  const list = ruleList(block);
  if (!password || !confirm || !list) return;
  const policy = policyOf(JSON.parse(block.dataset['terms'] ?? '') as Terms);
  const asking = createAsking(block, policy, list);

  password.addEventListener('input', () => {
    judgeHere(policy, list, password.value, false);
    asking.soon(password.value);
    list.announce();
    takeBack(password, confirm);
    tellWhetherSame(block, password.value, confirm.value);
  });
  password.addEventListener('blur', () => judgeHere(policy, list, password.value, password.value !== ''));
  confirm.addEventListener('input', () => {
    takeBack(confirm);
    tellWhetherSame(block, password.value, confirm.value);
  });
  password.form?.addEventListener('submit', () => asking.stop()); // what is sent may end the session or the link that asks
}

function fieldIn(block: HTMLElement, name = ''): HTMLInputElement | null {
  return block.querySelector<HTMLInputElement>(`input[name="${name}"]`);
}

/** While one types a rule is met or open; only when the field is left is it said what is missing. */
function judgeHere(policy: Policy, list: RuleList, password: string, left: boolean): void {
  const broken = new Set(violationsOf(policy, password).map((violation) => violation.rule));
  const stateOf = (rule: string): State => {
    if (broken.has(rule)) return left ? 'unmet' : 'open';
    return password === '' ? 'open' : 'met';
  };
  for (const { code, local } of policy.rules) if (local) list.set(code, stateOf(code));
}

interface Asking {
  /** About this password, when the typing pauses. */
  soon(password: string): void;
  stop(): void;
}

/** Asks the server, and never listens to an answer about what stood there before. */
function createAsking(block: HTMLElement, policy: Policy, list: RuleList): Asking {
  const remote = policy.rules.filter((rule) => !rule.local).map((rule) => rule.code);
  let asking = new AbortController();
  let pause: ReturnType<typeof setTimeout> | undefined;

  const ask = async (password: string, signal: AbortSignal): Promise<void> => {
    const told = await askServer(block, password, signal);
    if (!told || signal.aborted) return;
    for (const code of remote) list.set(code, told.some(({ rule }) => rule === code) ? 'unmet' : 'met');
    list.explain(told.find(({ rule }) => remote.includes(rule))?.text);
    list.announce();
  };

  const stop = () => {
    asking.abort();
    clearTimeout(pause);
  };

  return {
    stop,
    soon(password) {
      stop();
      for (const code of remote) list.set(code, 'open');
      list.explain(undefined);
      if ([...password].length < policy.minLength) return;
      asking = new AbortController();
      pause = setTimeout(ask, pauseBeforeAsking, password, asking.signal);
    },
  };
}

/** What was held against the former entry is untrue of the new one. Its room stays, so that nothing moves. */
function takeBack(...fields: HTMLInputElement[]): void {
  for (const field of fields) {
    field.removeAttribute('aria-invalid');
    const error = document.getElementById(`${field.name}-error`);
    error?.style.setProperty('visibility', 'hidden');
    error?.removeAttribute('id'); // else it would still be read out with the field
  }
}

/** Says nothing while the second entry is the beginning of the first. */
function tellWhetherSame(block: HTMLElement, password: string, confirm: string): void {
  const line = block.querySelector<HTMLElement>('.same');
  if (!line) return;
  const { same = '', different = '' } = line.dataset;
  const begun = password !== confirm && password.startsWith(confirm);
  line.dataset['state'] = String(password === confirm);
  line.textContent = confirm === '' || begun ? '' : password === confirm ? same : different;
}
