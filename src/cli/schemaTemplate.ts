/** Returns a name as a title: "Rest Server" for `rest-server`. */
function titleOf(name: string): string {
  return name
    .split('-')
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

/**
 * Returns a provider schema to start from. It is valid as it is, and its comments explain each part.
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
# The schema of the provider ${name}: JSON Schema (draft 07) with a few keywords of our own. The form, its checks and
# the manifests all come from this file. Keywords: node_modules/backupstorage-forms/schemas/REFERENCE.md.
# Recipes: README.md in the same folder.
#
# The first line lets an editor complete keywords. Correct the path if node_modules is in another folder.

# The heading in the form, and a few words for the list of providers.
title: ${JSON.stringify(title)}
description: ${JSON.stringify(`Backups on ${title}`)}
type: object

x-provider:
  # The name that the operator knows: the value of spec.storage.provider, and the key of the provider's block.
  name: ${JSON.stringify(name)}
  # The position in the list, lowest first. The built-in providers have 10 to 40.
  order: 100
  # Offers workload identity instead of a Secret, with these instructions.
  # identity: Bind the service account to a role that can read and write the bucket, and enter it here.

required: [auth, spec]
properties:
  # The credentials. Each property is a string, and becomes a key of the Secret. Use the keys that the operator reads.
  # If the provider has no credentials, remove auth here and in the line above.
  auth:
    type: object
    required: [${key}_KEY_ID, ${key}_SECRET_KEY]
    properties:
      ${key}_KEY_ID:
        title: Key ID
        description: The ID of the access key. Not a secret.
        type: string
        minLength: 1 # an empty string counts as missing
        examples: [my-key] # the first one is the placeholder
      ${key}_SECRET_KEY:
        title: Secret Key
        description: The secret of the access key.
        type: string
        minLength: 1
        writeOnly: true # a secret: masked in the form and the preview, and never part of a message

  # The settings. The property x goes to spec.storage.${name}.x in the manifest.
  # To send a property elsewhere, give it a JSON Pointer such as "x-manifest: /spec/runtimeSettings/pod/nodeName".
  spec:
    type: object
    required: [endpoint, bucket]
    properties:
      endpoint:
        title: Endpoint
        description: The address of the server, without a path.
        type: string
        minLength: 1
        format: http-origin # the reference lists all formats
        examples: [https://storage.example.com]
      bucket:
        title: Bucket
        description: The name of the bucket. Enter a folder in Prefix.
        type: string
        minLength: 1
        maxLength: 63
        pattern: ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$
        # The message for a value that doesn't match the pattern.
        x-error: Use lowercase letters, digits, dots and hyphens, with a letter or digit at both ends.
        examples: [my-backups]
      prefix:
        title: Prefix
        description: The folder in the bucket for the backups. Each storage needs its own.
        type: string
        format: object-prefix
        examples: [db-backups/demo]
      maxConnections:
        title: Max Connections
        description: 'The number of connections that may be open at once. Default: 5.'
        type: integer
        minimum: 0
        examples: [5]

# The fields that locate the backups. Two storages with the same values in all of them are an error.
x-directory: [/backend/spec/endpoint, /backend/spec/bucket, /backend/spec/prefix]

# Rules that JSON Schema can't express. Each is reported while the values match its "when".
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
    message: The connection isn't encrypted, so others can read the credentials and the backups. Use https:// if the server supports it.
`
}
