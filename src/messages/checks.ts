/** Messages of the checks. Functions take what varies, such as titles and examples from the schemas, never a secret. */
export const defaultChecks = {
  notAnObject: 'The values must be an object of fields.',
  required: (title: string, example: string): string => `${title} is missing. Enter it${example}.`,
  requiredChoice: (title: string, options: string): string => `${title} is missing. Choose one of: ${options}.`,
  requiredObject: (title: string): string => `${title} is missing. Fill it in.`,
  requiredEntry: (title: string): string => `${title} is empty. Add an entry.`,
  example: (example: string): string => `, for example ${example}`,
  type: (title: string, kind: string, example: string): string => `${title} must be ${kind}. Enter it${example}.`,
  kinds: {
    string: 'text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    object: 'an object of fields',
    array: 'a list',
    other: 'of another type',
  } as Readonly<Record<string, string>>,
  unknownField: (key: string): string =>
    `${key} is not a field here, so it would be ignored. Remove it, or correct its name.`,
  minimum: (title: string, limit: number): string => `${title} must be at least ${limit}. Enter a larger number.`,
  maximum: (title: string, limit: number): string => `${title} must be at most ${limit}. Enter a smaller number.`,
  minLength: (title: string, limit: number): string =>
    `${title} needs at least ${limit} characters. Enter the whole of it.`,
  maxLength: (title: string, limit: number): string => `${title} may have at most ${limit} characters. Shorten it.`,
  notAnOption: (title: string, options: string): string =>
    `${title} has a value that is not known. Choose one of: ${options}.`,
  oneChoice: (title: string): string => `${title} allows one choice only. Keep one of them and remove the others.`,
  tooManyEntries: (title: string, limit: number): string =>
    `${title} has too many entries. Remove some: it may have ${limit}.`,
  form: (title: string, example: string): string => `${title} does not have the right form. Correct it${example}.`,
  missingKey: 'The key is missing. Enter it, or remove the row.',
  keyForm: 'This key does not have the right form. Correct it.',
  unknownProvider: (names: string): string => `This provider is not known here. Choose one of: ${names}.`,
  credentialsSource: (provider: string): string =>
    `${provider} does not offer this way to get credentials. Choose another.`,
  secretNameLength:
    'The name is too long: the name of its Secret, which is made from it, would have more than 253 characters. Shorten it.',
  space: (title: string): string =>
    `${title} has a space or a line break at an end, which copying often adds, and no credential has one. Remove it.`,
  removeSpace: 'Remove the spaces and line breaks at its ends',
  encoded: (title: string): string =>
    `${title} is base64 of the text that belongs here; Kubernetes encodes it by itself. Paste the text as it was before, or decode it.`,
  decode: 'Decode it',
  notEncoded: (title: string): string =>
    `${title} is the text itself, and base64 of it belongs here, as the object in the cluster holds it. Encode it.`,
  encode: 'Encode it as base64',
  repair: (value: string): string => `Use ${value}`,
  contentMissing: (title: string, names: string): string =>
    `${title} is not the right file: it lacks ${names}, or says something else there. Download it again, and paste all of it.`,
  tooLarge: (title: string, limit: number): string =>
    `${title}: the keys and values have more than ${limit} bytes together, and the cluster refuses that. Shorten or remove some.`,
  secretTooLarge: 'The credentials have more than 1 MiB together, more than a Secret may hold. Choose smaller files.',
  nameTaken: 'There is a storage of this name in this namespace already. Choose another name.',
  secondDefault: (other: string): string =>
    `${other} is the default of this namespace already, and a namespace has one. Switch this off, or make the other one no default first.`,
  sameDirectory: (other: string): string =>
    `${other} keeps its backups in the same folder of the same place, and two storages must not share one. Choose another folder in Prefix, or another place.`,
  differs: (title: string, from: string): string => `${title} is not the one in ${from}. Correct one of them.`,
  takeDerived: (from: string): string => `Take it from ${from}`,
  /** Messages for the errors of formats, media types and encodings, by the name of the error. */
  texts: {
    'absolute-path':
      'Enter an absolute path: it starts with a slash and has no part that is two dots, for example /safe/data.',
    'relative-path':
      'Enter a relative path: it does not start with a slash and has no part that is two dots, for example backups/demo.',
    'object-prefix':
      'A prefix must not contain two slashes in a row or a part that is two dots. Write it like db-backups/demo.',
    'dns-label':
      'Use at most 63 lower-case letters, digits and hyphens, with a letter or a digit at both ends, for example team-a.',
    'dns-subdomain':
      'Use at most 253 lower-case letters, digits, hyphens and dots, with a letter or a digit at both ends of each part, for example s3-backup.',
    'label-key':
      'A key has at most 63 letters, digits, hyphens, underscores and dots, with a letter or a digit at both ends; a domain and a slash may stand before it, for example example.com/team.',
    'label-value':
      'A value has at most 63 letters, digits, hyphens, underscores and dots, with a letter or a digit at both ends, or nothing. Correct it, for example Platform_1.0.',
    'http-origin-space': 'The address must not contain spaces or line breaks. Remove them.',
    'http-origin-scheme': 'The address must start with https:// or http://, for example https://s3.example.com.',
    'http-origin-path':
      'There must be nothing behind the host, neither a bucket nor a folder: for example https://s3.example.com. They have fields of their own.',
    'http-origin-user': 'The address must not hold a user or a password. Credentials have fields of their own.',
    'http-origin-query': 'The address must not have a query or a fragment, for example https://s3.example.com.',
    'http-origin-host':
      'The address needs a host name, and a port from 1 to 65535 if it names one, for example https://s3.example.com:9000.',
    uri: 'Enter a whole address with its scheme, for example https://backup.example.com/path.',
    hostname: 'Enter a host name alone, for example nfs.example.com.',
    email: 'Enter an e-mail address, for example backup@example.com.',
    date: 'Enter a date as year, month and day, for example 2026-11-23.',
    'date-time': 'Enter a date and a time, for example 2026-11-23T08:00:00Z.',
    'application/json':
      'This is not a JSON object. Paste the whole file as it was downloaded, from the first { to the last }.',
    'json-private-key':
      'This is a private key alone. The whole JSON file that the key came in belongs here, from the first { to the last }.',
    'application/x-pem-file':
      'This is not PEM text. Paste the whole file, from -----BEGIN to the end of the line with -----END, not base64 of it.',
    base64:
      'This is not base64: it may hold letters, digits, + and / only, padded with = to a multiple of four. Copy it again as a whole.',
  } as Readonly<Record<string, string>>,
}

/** Messages of the checks. A host may replace all or some. */
export type CheckMessages = typeof defaultChecks
