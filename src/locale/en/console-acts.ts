/** What waits in the console for the own password, where that is asked for. */
export const consoleActs = {
  'act.users_export': 'Export users as a file',
  'act.user_new': 'Create a user who may enter the console',
  'act.user_edit': 'Change how a user is reached or signs in, their language or what they may do',
  'act.user_unarchive': 'Let somebody back in from the archive',
  'act.factors_remove': 'Remove every second factor of a user',
  'act.job_start': 'Start a bulk action',
  'act.job_resume': 'Let a bulk action go on',
  'act.job_results': 'Download the results of a bulk action',
  'act.company': 'Change a company',
  'act.letters': 'Change what letters say',
  'act.mail_servers': 'Change the mail servers through which all letters go',
  'act.mail_server_delete': 'Delete a mail server',
  'act.dkim': 'Change the keys that letters are signed with',
  'act.general': 'Change General Settings',
  'act.approval': 'Decide about what waits for approval',
} as const;
