/** What the doctor finds, and what to do about it. */
export const reports = {
  'reports.cannot_start': '{why}',
  'reports.cannot_start.advice': 'Nothing else can be examined before this is mended.',
  'reports.disk_nearly_full': 'Only {free} are left where the database is, in {folder}.',
  'reports.disk_nearly_full.advice': 'Make room: without it nobody can sign in or ask for a link.',
  'reports.database_refuses_writes': 'The database takes no writes: {why}.',
  'reports.database_refuses_writes.advice':
    'Until it does nobody can sign in or ask for a link. A standby of PostgreSQL only reads: REKEY_DATABASE_URL has to lead to the primary.',
  'reports.record_not_sealed':
    'The audit record is not sealed any more: its end is not one that the secret vouches for.',
  'reports.record_not_sealed.advice':
    'Run "rekey audit verify". Where the secret was changed, set the one before it as REKEY_SECRET_PREVIOUS; else somebody changed the database, and it is restored from a backup.',
  'reports.base_url_missing': 'Nobody has said under which address people reach Rekey.',
  'reports.base_url_missing.advice': 'Set REKEY_BASE_URL: links in letters begin with it.',
  'reports.base_url_insecure': 'People reach Rekey at {url}, without encryption.',
  'reports.base_url_insecure.advice':
    'Put a reverse proxy with a certificate in front and set REKEY_BASE_URL to the https:// address. Until then passwords and links cross the network in clear.',
  'reports.base_url_loopback': 'Links in letters lead to {url}, which works on this machine only.',
  'reports.base_url_loopback.advice': 'Set REKEY_BASE_URL to the https:// address that people reach.',
  'reports.mail_server_missing': 'There is no outgoing mail server: letters wait in the queue.',
  'reports.mail_server_missing.advice':
    'Set REKEY_SMTP_URL, or a server under Technical, Email, Outgoing Mail Servers; then run "rekey mail test --to YOUR-ADDRESS".',
  'reports.mail_server_failing': 'The outgoing mail server {server} cannot be used: letters wait in the queue.',
  'reports.mail_server_failing.advice': '{words}',
  'reports.login_is_email':
    'The login {login} is the email address of somebody else: typed, it means whoever has the login, and resets go to them alone.',
  'reports.login_is_email.advice':
    'Give whoever has it another login, or the other one another address; search for it in the list of users.',
  'reports.asks_unreadable':
    'Within a day {count, plural, one {# ask for a reset} other {# asks for resets}} led to nothing: nobody can read who asked, because another secret sealed it.',
  'reports.asks_unreadable.advice':
    'Start every server with the same REKEY_SECRET, and the one before it as REKEY_SECRET_PREVIOUS. Whoever asked has to ask again.',
  'reports.breached_unreadable':
    'New passwords are not held against the breached ones that were imported, because the file cannot be read: {why}.',
  'reports.breached_unreadable.advice':
    'Let whoever runs the server read breached-passwords.bin in the data directory and look into that. Where the file is damaged, run "rekey passwords import-breached FILE" again.',
  'reports.letters_wait': 'The oldest letter in the queue has been waiting for {waited}.',
  'reports.letters_wait.advice':
    'See that "rekey serve" runs, then "rekey mail queue --state queued" for the reason and "rekey mail retry ID" to send it now.',
  'reports.base_url_silent': 'Nobody answers at {url}, which links in letters lead to: {why}.',
  'reports.base_url_silent.advice':
    'See that "rekey serve" runs, that the reverse proxy leads there, and that this machine can resolve and reach the name. People outside may still reach it; try it from a phone.',
  'reports.clock_off': 'The clock of this machine and that of the database differ by {off}.',
  'reports.clock_off.advice':
    'Rekey goes by the database, so links and limits are right; logs of this machine are not. Set both by NTP.',
  'reports.database_open':
    'The way to the database is not protected: whoever is on it can read what crosses it, or answer in its place.',
  'reports.database_open.advice':
    'Add ?sslmode=verify-full to REKEY_DATABASE_URL, and &sslrootcert=FILE where the authority is your own. Where nobody else is on the way, such as between containers of one machine, leave it.',
  'reports.proxies_wide':
    'REKEY_TRUSTED_PROXIES trusts {networks}, which strangers are in, too: whoever asks may then say which address they come from, so limits by address stop nobody and the record tells what they say.',
  'reports.proxies_wide.advice':
    'List the addresses of the reverse proxies alone, or the private network that they are in, such as 10.0.0.0/8.',
  'reports.proxies_missing':
    'REKEY_TRUSTED_PROXIES names no reverse proxy, and people reach {url} through one: all of them count as one address, so a stranger who uses up its limits shuts everybody out, and the record has the proxy in place of everybody.',
  'reports.proxies_missing.advice':
    'List the addresses from which the reverse proxies connect, and have them set X-Forwarded-For. Where what ends TLS keeps the addresses of those who connect, leave it.',
  'reports.dns_away': 'The domain name system cannot be asked about {domain}.',
  'reports.dns_away.advice':
    'Nothing is known about its records. Set REKEY_DNS_SERVERS to servers that this machine reaches, or look from another one.',
  'reports.mx_missing': 'The domain {domain} takes no mail.',
  'reports.mx_missing.advice':
    'What bounces, and what people answer, is lost, and some receivers refuse such senders. Publish an MX record that names a mail server (one with a single dot says that there is none), or send from another domain.',
  'reports.bounces_lost': 'The domain {domain} of the address for bounces takes no mail: what comes back is lost.',
  'reports.bounces_lost.advice':
    'Some receivers refuse such letters, too. Publish an MX record, in place of one with a single dot, that leads to where REKEY_BOUNCE_LISTEN is reached, or to a mail server that forwards there, or set another address for bounces in General Settings.',
  'reports.spf_missing': 'The domain {domain} does not say who may send in its name (SPF).',
  'reports.spf_missing.advice': 'Letters land in spam folders. Publish this record.',
  'reports.spf_several': 'The domain {domain} has more than one SPF record, so none counts.',
  'reports.spf_several.advice': 'Put this one in place of all of them.',
  'reports.spf_broken':
    'The SPF record of {domain} cannot be followed: it is faulty, or leads through more than ten look-ups.',
  'reports.spf_broken.advice':
    'Receivers take it for none. Remove what is not used any more, and correct what is faulty.',
  'reports.spf_other_servers': 'The SPF record of {domain} does not name the mail server {server}.',
  'reports.spf_other_servers.advice':
    'Receivers take its letters for forged. Replace the record by this one. If the server hands letters on to a relay of its provider, ask the provider what to include instead.',
  'reports.dkim_missing': 'Letters from {domain} carry no signature of ours (DKIM).',
  'reports.dkim_missing.advice':
    'If the mail server signs them itself, this is fine. Else make a key for the domain here and publish it: large providers demand a signature.',
  'reports.dkim_not_published': 'The key that letters from {domain} are to be signed with is not published.',
  'reports.dkim_not_published.advice':
    'Publish this record. A new record is often seen within minutes, at the latest after a day.',
  'reports.dkim_ready': 'The key {name} is published, and letters from {domain} are not signed with it yet.',
  'reports.dkim_ready.advice': 'Start signing.',
  'reports.dmarc_missing': 'The domain {domain} does not say what becomes of letters that prove nothing (DMARC).',
  'reports.dmarc_missing.advice':
    'Large providers demand it. Publish this record; it changes nothing for letters yet, and reports come to the address in it.',
  'reports.dmarc_broken': 'The DMARC record that holds for {domain} is faulty, or there are several.',
  'reports.dmarc_broken.advice':
    'Receivers ignore it. Replace it by this one, with the policy that you want (p=none, quarantine or reject).',
  'reports.dmarc_unproved':
    'The DMARC policy that holds for {domain} is "{policy}", and neither SPF nor DKIM proves its letters.',
  'reports.dmarc_unproved.advice': 'Receivers put them aside or refuse them. Mend one of the two, as said above.',
  'reports.address_nameless':
    'The address {address} of the mail server {server} has no name that leads back to it (PTR).',
  'reports.address_nameless.advice':
    'Many receivers refuse such senders. Ask whoever owns the address to publish this record.',
  'reports.credential_ends':
    'The {what, select, oauth_client_secret {client secret} smtp_ssl_certificate {SSL certificate} other {own authority}} of the outgoing mail server {server} {ended, select, true {has run out.} other {ends in {left}.}}',
  'reports.credential_ends.advice':
    'Without it no letter goes there. Make a new one, and enter it on the page of the server.',
  'reports.certificate_ends': 'The certificate of the mail server {server} ends in {left}.',
  'reports.certificate_ends.advice': 'From then on no letter goes there. Have it renewed.',
  'reports.tls_old': 'The mail server {server} speaks {protocol} at best.',
  'reports.tls_old.advice': 'It is old, and others will refuse it. Have the server brought up to date.',
  'reports.setting_unfit':
    'What is stored for the setting "{setting}" is not allowed any more: the default holds in its place.',
  'reports.setting_unfit.advice':
    'Set it anew in General Settings. What it was is in the record, under "setting.changed".',
  'reports.not_set_up': 'There is no administrator.',
  'reports.not_set_up.advice': 'Run "rekey setup" and open the link that it prints.',
} as const satisfies Record<string, string>;
