export const mail = {
  'mail.reason.accepted': 'The mail server took the letter.',
  'mail.reason.reachable': 'The mail server answered, and everything up to sending a letter works. No letter was sent.',
  'mail.reason.dns':
    'The name of the mail server cannot be found. Check “SMTP Server” for a typing mistake, and that this machine can look up names.',
  'mail.reason.connect_refused':
    'Nothing listens at this server and port. Check “SMTP Server” and “SMTP Port”, and that the mail server runs.',
  'mail.reason.connect_timeout':
    'The mail server did not answer at all. A firewall may be in the way, or the server name or port is wrong.',
  'mail.reason.connect_failed':
    'The mail server cannot be reached from this machine. Check its network and its routes.',
  'mail.reason.greeting_timeout':
    'Something accepted the connection but never said hello as a mail server does. Check “SMTP Port”; or the server is overloaded.',
  'mail.reason.not_smtp':
    'What answers at this server and port is not a mail server. Check “SMTP Server” and “SMTP Port”.',
  'mail.reason.turned_away':
    'The mail server does not talk to this machine. Ask whoever runs it to allow this machine’s address.',
  'mail.reason.too_many_connections':
    'The mail server says that too many connections are open. Letters are sent over fewer connections, and tried again.',
  'mail.reason.tls_handshake':
    'No encrypted connection came about. The mail server may only know outdated encryption (TLS 1.2 or newer is needed), or the port does not fit “Connection Security”.',
  'mail.reason.certificate_expired':
    'The mail server’s certificate has expired or is not valid yet. Have it renewed, and check this machine’s clock.',
  'mail.reason.certificate_name':
    'The mail server’s certificate is made out to another name. Enter as “SMTP Server” the name that is in the certificate.',
  'mail.reason.certificate_untrusted':
    'The mail server’s certificate was not issued by an authority that this machine trusts. Have a proper one issued, or add your own authority.',
  'mail.reason.starttls_missing':
    'The mail server offers no encryption on this port, so nothing was sent. Use TLS at once on port 465, or have STARTTLS switched on.',
  'mail.reason.wrong_port_for_security':
    '“SMTP Port” and “Connection Security” do not fit each other. TLS at once belongs to port 465, STARTTLS to port 587.',
  'mail.reason.clear_text_refused':
    'This server is set to no encryption, and it is not on this machine, so nothing was sent. Choose TLS at once (465) or STARTTLS (587).',
  'mail.reason.login_refused':
    'The mail server refused the user name or password. Enter them again; some providers want an app password, or SMTP sign-in switched on for the account.',
  'mail.reason.login_missing':
    'The mail server wants a sign-in first. Enter “Username” and “Password” of an account there.',
  'mail.reason.sender_refused':
    'The mail server does not accept the sender address. Use one that belongs to the account, or have this one allowed.',
  'mail.reason.relay_refused':
    'The mail server does not pass on letters to this domain for us. Enter a user name and password, or have this machine allowed to relay.',
  'mail.reason.recipient_refused':
    'The mail server says that this address does not exist or takes no mail. Correct the address of the person, then send again.',
  'mail.reason.mailbox_full': 'The person’s mailbox is full. They have to make room, or need another address.',
  'mail.reason.greylisted':
    'The mail server puts unknown senders off for some minutes (greylisting). The letter goes out with one of the next tries.',
  'mail.reason.try_later': 'The mail server asked to come again later. The letter is tried again by itself.',
  'mail.reason.message_refused':
    'The mail server refused the letter itself, often as spam or by a rule. Its own words say why; show them to whoever runs it.',
  'mail.reason.too_large': 'The letter is larger than the mail server allows.',
  'mail.reason.command_timeout':
    'The mail server stopped answering in the middle of the conversation. The letter is tried again.',
  'mail.reason.dropped': 'The connection broke before the letter was handed over. It is tried again.',
  'mail.reason.dropped_after_data':
    'The connection broke after the letter was handed over and before the mail server confirmed it. It may have arrived; it is sent once more to be sure, and each link in it works.',
  'mail.reason.lease_lost':
    'The server process that was sending this letter went away. It may have arrived; it is sent once more to be sure, and each link in it works.',
  'mail.reason.not_composed':
    'Rekey could not write this letter. That is a fault in Rekey: the server log has the details. It is tried again.',
  'mail.reason.address_malformed':
    'This is not an email address that a letter can go to. Correct the address of the person, then send again.',
  'mail.reason.smtputf8_missing':
    'The part before the @ has letters that this mail server cannot handle (it does not offer SMTPUTF8). The person needs another address, or you another mail server.',
  'mail.reason.expired': 'The letter could not be sent while it was still of use, so it was given up. Send a new one.',
  'mail.reason.replaced': 'A newer letter of the same kind took its place before this one was sent.',
  'mail.no_server': 'No outgoing mail server is set. Letters wait in the queue until there is one.',
  'mail.frame.help': 'Questions? Contact {name}.',
} as const satisfies Record<string, string>;
