/** What the API says where the words of the pages do not fit. */
export const api = {
  'api.malformed': 'The body is not the JSON that it must be. Nothing was changed. Compare it with the documentation.',
  'api.field':
    'What is wrong is: {field}. It is missing, has the wrong form, is not known here, or came twice. Nothing was changed.',
  'api.too_large': 'The body is larger than any that is needed here. Nothing was changed.',
  'api.length_missing':
    'The body came in chunks. Nothing of it was read and nothing was changed. Send it whole, with its length in `Content-Length`.',
  'api.challenge_needed':
    'Nobody was looked up and nothing was changed. Send it again with the token as `challenge` and as `solution` the number from 0 to `most` for which `digest` is the SHA-256 of `token.number`, in hexadecimal; or, after `wait` seconds, with the token alone. A key of staff with the scope `resets:ask` needs neither.',
  'api.not_found': 'What was named does not exist, or no longer. Nothing was changed. Check the address and the id.',
  'api.method_not_allowed.title': 'This method does nothing here',
  'api.method_not_allowed': 'Nothing was changed. The header Allow lists the methods that there are.',
  'api.failed.title': 'Rekey has a fault',
  'api.failed':
    'Tell the people who run it, with the id of the request. Whether something was changed has to be looked up.',

  'api.docs.title': 'Rekey API',
  'api.docs.contents': 'Contents',
  'api.docs.access.key': 'Any key',
  'api.docs.access.open': 'No key is needed',
  'api.docs.access.scope': 'Scope {scope}',
  'api.docs.takes': 'Takes',
  'api.docs.answers': 'Answers',
  'api.docs.refuses': 'Refuses',
  'api.docs.field': 'Field',
  'api.docs.type': 'Type',
  'api.docs.meaning': 'Meaning',
  'api.docs.required': 'Required.',
  'api.docs.problems': 'Problems',
  'api.docs.problems.text':
    'Whatever is not done is told as application/problem+json. These are the codes there are; a program decides by them.',
} as const satisfies Record<string, string>;
