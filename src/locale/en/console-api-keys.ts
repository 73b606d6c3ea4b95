/** The console's page of API keys, as far as it says more than everybody's own. */
export const consoleApiKeys = {
  'console.api_keys.title': 'API keys',
  'console.api_keys.text':
    'A program calls with a key. It acts as the key’s owner, narrowed by the key’s scopes, and stops at the key’s end, with the owner’s next change of the password, or when the owner is archived.',
  'console.api_keys.none': 'There is no key yet',
  'console.api_keys.none.text': 'Make one below when another program is to work with Rekey.',
  'console.api_keys.key': 'Begins with',
  'console.api_keys.owner': 'Owner',
  'console.api_keys.scopes': 'Scopes',
  'console.api_keys.made': 'Made',
  'console.api_keys.ends': 'Ends',
  'console.api_keys.ended': 'Ended',
  'console.api_keys.used': 'Last used',
  'console.api_keys.held_back': 'Held back',
  'console.api_keys.held_back.why': 'until its owner has the second factor that their role demands.',
  'console.api_keys.never': 'Never',
  'console.api_keys.more': 'Older keys',
} as const satisfies Record<string, string>;
