/** Returns a name as a title: "Rest Server" for `rest-server`. */
function titleOf(name: string): string {
  return name
    .split('-')
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

/**
 * Returns a provider schema to start from. It is valid as it is, and its comments say what to change.
 *
 * @param name - letters, digits and hyphens, as `x-provider` allows
 */
export function schemaTemplate(name: string): string {
  const title = titleOf(name)
  const key = name
    .toUpperCase()
    .replaceAll('-', '_')
    .replace(/^(?=\d)/, 'P')
  return `# yaml-language-server: $schema=./node_modules/backupstorage-forms/schemas/provider.meta.json
#
# The schema of the provider ${name}, in JSON Schema (draft 07) with a few words of our own. Everything about the
# provider is in this file: the form, its checks and the manifests are made from it.
# node_modules/backupstorage-forms/schemas/README.md explains every word. The line above lets an editor complete them;
# correct its path where node_modules lies elsewhere.

# The name in the list of providers, and what the provider is, beside it in that list.
title: ${JSON.stringify(title)}
description: ${JSON.stringify(`Backups on ${title}`)}
type: object

x-provider:
  # What spec.storage.provider says, and the key of the provider's block: the name that the operator knows.
  name: ${JSON.stringify(name)}
  # The place in the list; smaller comes first. The providers that come with the package have 10 to 40.
  order: 100
  # Offers workload identity in the place of a Secret, and says what must be prepared for it.
  # identity: Bind the service account to a role that may read and write the bucket, and enter it here.

required: [auth, spec]
properties:
  # What belongs into the Secret. Each property is a key of it, under the name that the operator reads, and a string.
  # Without credentials, leave auth out, here and in required above.
  auth:
    type: object
    required: [${key}_KEY_ID, ${key}_SECRET_KEY]
    properties:
      ${key}_KEY_ID:
        title: Key ID
        description: Names the key that the storage is reached with. Not a secret.
        type: string
        minLength: 1 # an empty text is then told as missing
        examples: [my-key] # the first is the placeholder of the field
      ${key}_SECRET_KEY:
        title: Secret Key
        description: The secret that belongs to the key ID.
        type: string
        minLength: 1
        writeOnly: true # masked in the form and the preview, and never part of a message

  # What belongs into the storage: the property x goes to spec.storage.${name}.x.
  # "x-manifest: /spec/…" gives a property another place.
  spec:
    type: object
    required: [endpoint, bucket]
    properties:
      endpoint:
        title: Endpoint
        description: The address of the server, with its scheme and without a path, for example https://storage.example.com.
        type: string
        minLength: 1
        format: http-origin # schemas/README.md lists the formats
        examples: [https://storage.example.com]
      bucket:
        title: Bucket
        description: The name of the bucket alone. A folder in it goes into Prefix.
        type: string
        minLength: 1
        maxLength: 63
        pattern: ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$
        # What is said where the pattern is broken: what is wrong, and what to do.
        x-error: A bucket's name has lower-case letters, digits, dots and hyphens, and starts and ends with a letter or a digit.
        examples: [my-backups]
      prefix:
        title: Prefix
        description: A folder in the bucket that all backups go into, for example db-backups/demo. Two storages must not share one.
        type: string
        format: object-prefix
        examples: [db-backups/demo]
      maxConnections:
        title: Max Connections
        description: How many connections to the storage may be open at once. 5 where it is left empty.
        type: integer
        minimum: 0
        examples: [5]

# The fields that make the place of the backups: two storages must not have all of them in common.
x-directory: [/backend/spec/endpoint, /backend/spec/bucket, /backend/spec/prefix]

# Rules beyond JSON Schema, each told where the values fulfil its "when".
x-advice:
  - when:
      required: [backend]
      properties:
        backend:
          required: [spec]
          properties:
            spec: { required: [endpoint], properties: { endpoint: { pattern: '^http://' } } }
    path: /backend/spec/endpoint
    severity: warning
    code: plain-http
    message: The connection is not encrypted, so credentials and backups can be read on the way. Use https where the server has it.
`
}
