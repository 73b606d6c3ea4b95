/** What the API says where the words of the pages do not fit. */
export const api = {
  'api.malformed': 'The body is not the JSON that it must be. Nothing was changed. Compare it with the documentation.',
  'api.field':
    'What is wrong is: {field}. It is missing, has the wrong form, is not known here, or came twice. Nothing was changed.',
  'api.too_large': 'The body is larger than any that is needed here. Nothing was changed.',
  'api.not_found': 'What was named does not exist, or no longer. Nothing was changed. Check the address and the id.',
  'api.method_not_allowed.title': 'This method does nothing here',
  'api.method_not_allowed': 'Nothing was changed. The header Allow lists the methods that there are.',
  'api.failed.title': 'Rekey has a fault',
  'api.failed':
    'Tell the people who run it, with the id of the request. Whether something was changed has to be looked up.',

  'api.docs.title': 'Rekey API',
} as const satisfies Record<string, string>;
