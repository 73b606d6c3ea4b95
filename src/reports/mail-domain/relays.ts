/* Mail services that send from addresses of their own: their customers include them in their record. */

const relays: readonly { host: RegExp; include: string }[] = [
  { host: /(^|\.)(office365|outlook)\.com$/, include: 'spf.protection.outlook.com' },
  { host: /(^|\.)gmail\.com$|(^|\.)google\.com$/, include: '_spf.google.com' },
  { host: /^email-smtp\.[\w-]+\.amazonaws\.com$/, include: 'amazonses.com' },
  { host: /(^|\.)sendgrid\.net$/, include: 'sendgrid.net' },
  { host: /(^|\.)mailgun\.org$/, include: 'mailgun.org' },
  { host: /(^|\.)postmarkapp\.com$/, include: 'spf.mtasv.net' },
  { host: /(^|\.)(brevo|sendinblue)\.com$/, include: 'spf.brevo.com' },
  { host: /(^|\.)mailjet\.com$/, include: 'spf.mailjet.com' },
  { host: /(^|\.)zoho\.(com|eu)$/, include: 'zoho.com' },
  { host: /(^|\.)mandrillapp\.com$/, include: 'spf.mandrillapp.com' },
];

/** What a domain has to include to send through a host; nothing where the host sends by itself. */
export function includeFor(host: string): string | undefined {
  return relays.find((relay) => relay.host.test(host.toLowerCase()))?.include;
}
