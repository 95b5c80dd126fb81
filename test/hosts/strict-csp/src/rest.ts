/** A provider that arrives at run time, as from a server. */
export const rest: unknown = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'REST server',
  description: 'A restic REST server',
  type: 'object',
  'x-provider': { name: 'rest', order: 70 },
  required: ['auth', 'spec'],
  properties: {
    auth: {
      type: 'object',
      required: ['REST_PASSWORD'],
      properties: { REST_PASSWORD: { type: 'string', title: 'Password', minLength: 1, writeOnly: true } },
    },
    spec: {
      type: 'object',
      required: ['url'],
      properties: { url: { type: 'string', title: 'URL', format: 'uri' } },
    },
  },
}
