/** What the doctor finds, and what to do about it. */
export const reports = {
  'reports.cannot_start': '{why}',
  'reports.cannot_start.advice': 'Nothing else can be examined before this is mended.',
  'reports.disk_nearly_full': 'Only {free} are left where the data directory {folder} is.',
  'reports.disk_nearly_full.advice': 'Make room: without it nobody can sign in or ask for a link.',
  'reports.base_url_missing': 'Nobody has said under which address people reach Rekey.',
  'reports.base_url_missing.advice': 'Set REKEY_BASE_URL: links in letters begin with it.',
  'reports.base_url_insecure': 'People reach Rekey at {url}, without encryption.',
  'reports.base_url_insecure.advice':
    'Put a reverse proxy with a certificate in front and set REKEY_BASE_URL to the https:// address. Until then passwords and links cross the network in clear.',
  'reports.base_url_loopback': 'Links in letters lead to {url}, which works on this machine only.',
  'reports.base_url_loopback.advice': 'Set REKEY_BASE_URL to the https:// address that people reach.',
  'reports.mail_server_missing': 'There is no outgoing mail server: letters wait in the queue.',
  'reports.mail_server_missing.advice': 'Set REKEY_SMTP_URL, then run "rekey mail test --to YOUR-ADDRESS".',
  'reports.mail_server_failing': 'The outgoing mail server {server} cannot be used: letters wait in the queue.',
  'reports.mail_server_failing.advice': '{words}',
  'reports.letters_wait': 'The oldest letter in the queue has been waiting for {waited}.',
  'reports.letters_wait.advice':
    'See that "rekey serve" runs, then "rekey mail queue --state queued" for the reason and "rekey mail retry ID" to send it now.',
  'reports.not_set_up': 'There is no administrator.',
  'reports.not_set_up.advice': 'Run "rekey setup" and open the link that it prints.',
} as const satisfies Record<string, string>;
