export const mail = {
  'mail.reason.accepted': 'The mail server took the letter.',
  'mail.reason.reachable': 'The mail server answered, and everything up to sending a letter works. No letter was sent.',
  'mail.reason.slow':
    'The mail server answers, but takes unusually long over each letter. It is overloaded, or what it asks (a virus scanner, names, a directory) is: have it looked at. Meanwhile another server can be moved up.',
  'mail.reason.bounced':
    'A mail server took the letter, and it came back later: nobody got it. Correct the address, or ask its owner.',
  'mail.reason.delayed': 'A mail server on the way reports that it could not hand the letter on yet, and keeps trying.',
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
  'mail.reason.hung_up':
    'Something accepted the connection and closed it without a word. Check “SMTP Port” and “Connection Security”; or ask whoever runs the mail server to allow this machine’s address.',
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
  'mail.reason.certificate_self_signed':
    'The mail server vouches for itself (a self-signed certificate). Have one issued by an authority, or add its certificate as “Own authority”.',
  'mail.reason.certificate_untrusted':
    'The mail server’s certificate was not issued by an authority that this machine trusts. Have a proper one issued, or add your own authority.',
  'mail.reason.starttls_missing':
    'The mail server offers no encryption on this port, so nothing was sent. Use TLS at once on port 465, or have STARTTLS switched on.',
  'mail.reason.wrong_port_for_security':
    '“SMTP Port” and “Connection Security” do not fit each other. TLS at once belongs to port 465, STARTTLS to port 587.',
  'mail.reason.clear_text_refused':
    'This server is set to no encryption, and it is not on this machine, so nothing was sent. Choose TLS at once (465) or STARTTLS (587).',
  'mail.reason.address_forbidden':
    'The name leads to an address that mail servers set here may not have. Whoever runs this Rekey can allow a private network with REKEY_ALLOWED_NETWORKS.',
  'mail.reason.token_unreachable':
    'The address that sign-in tokens come from does not answer as it should. Check “Token address”, and that this machine can reach it.',
  'mail.reason.token_refused':
    'No sign-in token was given out. The client secret or the refresh token may have expired or been withdrawn: make a new one at your provider, and enter it here.',
  'mail.reason.sender_fits_none':
    'No outgoing mail server takes letters of this sender: the From filter of each one names others. Change a filter, or add a server.',
  'mail.reason.paced': 'The mail server takes only so many letters a minute, and this one has not had its turn yet.',
  'mail.reason.no_server': 'No outgoing mail server is set. The letter waits until there is one.',
  'mail.reason.stopped': 'All outgoing mail is stopped. The letter waits until somebody lets mail go on.',
  'mail.reason.login_refused':
    'The mail server refused the user name or password. Enter them again; some providers want an app password, or SMTP sign-in switched on for the account.',
  'mail.reason.login_missing':
    'The mail server wants a sign-in first. Enter “Username” and “Password” of an account there.',
  'mail.reason.host_refused':
    'The mail server takes no letters from this machine: its address is on a block list, or its name does not fit its address (reverse DNS, HELO). The server’s own words say which; show them to whoever runs it or this machine.',
  'mail.reason.sender_refused':
    'The mail server does not accept the sender address. Use one that belongs to the account, or have this one allowed.',
  'mail.reason.sender_unproven':
    'The receiving side does not believe that letters of this sender come from here (SPF, DKIM, DMARC). The mail doctor names the records to publish.',
  'mail.reason.account_limited':
    'The mail server does not let this account or domain send: it has sent as much as it may for now, is suspended, or has not been activated. The server’s own words say which. Letters go to the next server, or are tried again.',
  'mail.reason.relay_refused':
    'The mail server does not pass on letters to this domain for us. Enter a user name and password, or have this machine allowed to relay.',
  'mail.reason.recipient_refused':
    'The mail server says that this address does not exist or takes no mail. Correct the address of the person, then send again.',
  'mail.reason.mailbox_full': 'The person’s mailbox is full. They have to make room, or need another address.',
  'mail.reason.greylisted':
    'The mail server puts unknown senders off for some minutes (greylisting). The letter goes out with one of the next tries.',
  'mail.reason.try_later': 'The mail server asked to come again later. The letter is tried again by itself.',
  'mail.reason.message_refused':
    'The mail server refused the letter, often as spam or by a rule. Its own words say why; show them to whoever runs it.',
  'mail.reason.too_large': 'The letter is larger than the mail server allows.',
  'mail.reason.command_timeout':
    'The mail server says hello and then stops answering. It is overloaded or half down: have it looked at, or restarted. Letters go to the next one, or wait.',
  'mail.reason.letter_timeout':
    'The mail server fell silent over this letter, once it knew whom it is for: it may be asking a receiving side that does not answer. Other letters go on; this one goes to the next server, or is tried again.',
  'mail.reason.dropped': 'The connection broke before the letter was handed over. It is tried again.',
  'mail.reason.dropped_after_data':
    'The connection broke after the letter was handed over and before the mail server confirmed it. It may have arrived; it is sent once more to be sure, and each link in it works.',
  'mail.reason.unconfirmed':
    'The mail server takes letters and then hangs up or says nothing: it confirmed none of the last ones. They may have arrived. Have it looked at, and whatever checks letters there. Letters go to the next server, or wait; one at a time finds out whether it confirms again.',
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
  'mail.reason.cancelled': 'Somebody took this letter out of the queue before it was sent.',
  'faults.mail.name_malformed': 'The name is no text.',
  'faults.mail.active_malformed': 'Active is yes or no.',
  'faults.mail.sequence_malformed': 'The priority must be a whole number from -9999 to 9999.',
  'faults.mail.from_malformed': "The sender must be an address, such as Accounts '<'accounts@example.com'>'.",
  'faults.mail.from_filter_malformed':
    'The From filter must list addresses or domains, such as example.com, sales@example.org.',
  'faults.mail.from_outside_filter': 'The sender is not covered by the From filter, so its letters would never leave.',
  'faults.mail.host_missing': 'Enter the name of the mail server.',
  'faults.mail.host_malformed':
    'This is not the name of a mail server. Enter one such as smtp.example.com, without a port.',
  'faults.mail.host_forbidden':
    'Mail servers set here may not have this address. Whoever runs this Rekey can allow a private network with REKEY_ALLOWED_NETWORKS.',
  'faults.mail.port_malformed': 'The port must be a whole number from 1 to 65535: 587, or 465 for SSL.',
  'faults.mail.encryption_unknown': 'Choose none, TLS (STARTTLS) or SSL/TLS.',
  'faults.mail.none_unconfirmed':
    'Without encryption, everybody on the way can read the letters and use the links in them. Choose TLS or SSL, or confirm that you want this.',
  'faults.mail.authentication_unknown': 'Choose how Rekey signs in to the mail server.',
  'faults.mail.user_malformed': 'The user name is too long, or has a character that cannot be typed.',
  'faults.mail.user_missing': 'Enter the mailbox that letters are sent from, such as accounts@example.com.',
  'faults.mail.password_missing': 'Enter the password of this user.',
  'faults.mail.secret_malformed': 'This is too long to be what it should be.',
  'faults.mail.secret_again':
    'Enter this once more: the server leads elsewhere now, and a stored secret is never sent to another place.',
  'faults.mail.certificate_malformed': 'This is not a certificate. Paste it with its BEGIN and END lines (PEM).',
  'faults.mail.certificate_missing': 'Paste the certificate that Rekey is to show.',
  'faults.mail.key_missing': 'Paste the private key of the certificate.',
  'faults.mail.key_mismatch': 'This is not the private key of the certificate, or it is locked with a passphrase.',
  'faults.mail.certificate_in_clear':
    'A certificate can be shown over an encrypted connection only. Choose TLS or SSL.',
  'faults.mail.authority_malformed':
    'This is not a certificate of an authority. Paste it with its BEGIN and END lines (PEM).',
  'faults.mail.token_url_malformed': 'The token address must begin with https://.',
  'faults.mail.token_url_missing': 'Enter the address that sign-in tokens come from.',
  'faults.mail.client_id_malformed': 'The client ID is too long, or has a character that cannot be typed.',
  'faults.mail.client_id_missing': 'Enter the client ID of the application that you registered.',
  'faults.mail.client_secret_missing': 'Enter the client secret, a refresh token, or both.',
  'faults.mail.scope_malformed': 'The scope is too long, or has a character that cannot be typed.',
  'faults.mail.expires_malformed': 'This is not a day. Write it as 2027-05-31.',
  'faults.mail.connections_malformed': 'The connections must be a whole number from 1 to 50, or stay empty.',
  'faults.mail.pace_malformed': 'The letters a minute must be a whole number from 1 to 60000, or stay empty.',
  'mail.no_server': 'No outgoing mail server is set. Letters wait in the queue until there is one.',
  'mail.frame.help': 'Questions? Contact {name}.',
} as const satisfies Record<string, string>;
