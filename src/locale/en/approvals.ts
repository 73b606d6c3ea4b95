/** Two-person approval in the console. */
export const approvals = {
  'approvals.title': 'Approvals',
  'approvals.text':
    'What is set to need two people (General Settings, Two-person approval) waits here until another administrator has decided. It is done in the name of whoever asked.',
  'approvals.none': 'Nothing waits for approval.',
  'approvals.kind.reset': 'Reset of {label}',
  'approvals.kind.mail_server': 'Mail server {label}',
  'approvals.kind.setting': 'Setting {label}',
  'approvals.waiting': 'Waiting',
  'approvals.approved': 'Approved',
  'approvals.refused': 'Refused',
  'approvals.failed': 'Approved, but could not be done',
  'approvals.expired': 'Ran out',
  'approvals.asked': 'Asked for by {by} on {at}.',
  'approvals.until': 'Runs out on {until}.',
  'approvals.decided': 'Decided by {by} on {at}.',
  'approvals.own': 'This is your own request: another administrator has to approve it.',
  'approvals.approve': 'Approve',
  'approvals.refuse': 'Refuse',
  'approvals.withdraw': 'Withdraw',
  'approvals.asked_now': 'Kept. It is done as soon as another administrator approves it.',
  'overview.approvals': '{count, plural, one {# request waits} other {# requests wait}} for a second administrator',
} as const satisfies Record<string, string>;
