/** What an installation still needs before letters reach people, in the order in which it is done. */
export const firstSteps = {
  'first_steps.title': 'First steps',
  'first_steps.text': 'When all of this is done, this list disappears.',
  'first_steps.done': 'done',
  'first_steps.open': 'to do',
  'first_steps.administrator': 'The first administrator',
  'first_steps.administrator.text': 'That is you.',
  'first_steps.address': 'Where people reach Rekey',
  'first_steps.address.text':
    'Links in letters begin with {url}. It is set as REKEY_BASE_URL; a company can have one of its own.',
  'first_steps.company': 'The company and its help contact',
  'first_steps.company.text': 'People who cannot get in are told whom to ask: a phone number, an address, or a page.',
  'first_steps.company.told': 'People who cannot get in are told to ask {contact}.',
  'first_steps.company.go': 'Set the help contact',
  'first_steps.server': 'An outgoing mail server that works',
  'first_steps.server.text': 'Enter it, test the connection, and send a test mail.',
  'first_steps.server.told': 'Letters go over {server}.',
  'first_steps.server.go': 'Set up the mail server',
  'first_steps.letter': 'A real reset letter, to yourself',
  'first_steps.letter.text':
    'It goes to {email}, the way it goes to everybody: open it, and see what people will see. Your password stays as it is until you choose another.',
  'first_steps.letter.no_email': 'You have no email address yet. Add one to your user first.',
  'first_steps.letter.go': 'Send it to me',
} as const satisfies Record<string, string>;
