/** Messages of syntax errors, by the codes of the YAML library and our own. Functions take the limit. */
export const defaultSyntaxMessages = {
  ALIAS_PROPS:
    'An alias (*name) carries an anchor or a tag of its own, which YAML forbids. Remove the anchor or the tag.',
  BAD_ALIAS: 'An anchor or alias has no usable name. Write a name directly after the & or *.',
  BAD_COLLECTION_TYPE: 'A tag does not fit the value that follows it. Remove the tag.',
  BAD_DIRECTIVE: 'A line that starts with % is not a valid directive. Remove the line, or write %YAML 1.2.',
  BAD_DQ_ESCAPE:
    'A double-quoted string holds a backslash escape that YAML does not know. Double the backslash, or use single quotes.',
  BAD_INDENT:
    'The indentation does not fit the lines around it, so it is unclear what belongs together. Align the entries of one map or list in the same column.',
  BAD_PROP_ORDER: 'An anchor or tag stands before the sign it belongs after. Move it directly before the value.',
  BAD_SCALAR_START: 'A value starts with a character that YAML reserves. Put quotes around the value.',
  BLOCK_AS_IMPLICIT_KEY:
    'A line holds a second "key: value" where only a value can stand. Put quotes around the value, or start a new line.',
  BLOCK_IN_FLOW:
    'Inside { } or [ ] stands a map or list in indented style, which cannot be read. Write it with { } or [ ], too.',
  KEY_OVER_1024_CHARS:
    'A key is longer than 1024 characters, which YAML does not allow. Check for a missing line break or quote.',
  MISSING_CHAR:
    'A sign is missing here: a colon, a comma, a closing quote, a closing bracket, or a space after one. Add what is missing.',
  MULTILINE_IMPLICIT_KEY:
    'A key runs over more than one line, or a colon is missing after it. Write "key: value" on one line.',
  MULTIPLE_ANCHORS: 'A value has two anchors. Keep one of them.',
  MULTIPLE_TAGS: 'A value has two tags. Keep one of them.',
  TAG_RESOLVE_FAILED: 'A tag (!…) cannot be applied to its value. Remove the tag, or correct the value.',
  UNEXPECTED_TOKEN:
    'Something stands here that does not fit: the text before it is already complete, or a quote, bracket or colon is missing before it. Check this line and the one before.',
  unreadable:
    'The text cannot be read as YAML or JSON here. Check the quotes, brackets, colons and indentation of this line and the one before.',
  tabIndentation:
    'A line is indented with a tab. YAML allows only spaces there, because a tab has no agreed width. Replace each tab at the start of the line by spaces.',
  tooDeep: (limit: number): string =>
    `Maps and lists stand more than ${limit} levels inside each other, which no manifest needs and which could stall the reader. Flatten the text, or close brackets that were left open.`,
  tooManyCharacters: (limit: number): string =>
    `The text is too large to be read here: it has more than ${limit} characters. Split it, and keep only the manifests that are to be edited.`,
  tooManyTokens: (limit: number): string =>
    `The text is too large to be read here: it has more than ${limit} words, signs and line breaks. Split it, and keep only the manifests that are to be edited.`,
  tooManySigns: (limit: number): string =>
    `The text is too large to be read here: it has ${limit} signs in a row without a value. Split it, and keep only the manifests that are to be edited.`,
  tooManyDocuments: (limit: number): string =>
    `The text holds more than ${limit} documents separated by "---". Split it, and keep only the manifests that are to be edited.`,
  duplicateKey:
    'A key stands twice in the same map, and readers disagree about which one counts. Remove one of the two entries.',
  keyIsNoText: 'A key is a map, a list or missing; a manifest has only strings as keys. Write the key as plain text.',
  keyIsNoString:
    'A key is a number, a boolean or empty, and a manifest has only strings as keys. Put the key in quotes.',
  badMerge:
    'A merge key (<<) needs a map, an alias of a map, or a list of them, and has something else. Correct the alias, or put the key in quotes if it is meant as text.',
  recursiveAlias:
    'An alias (*name) stands inside the very value that it names, so the value would never end. Replace the alias by what is meant.',
  unknownAlias:
    'An alias (*name) names an anchor that does not stand before it in this document. Add the anchor (&name) before it, correct the name, or quote a text that starts with an asterisk.',
  aliasBomb:
    'The aliases (*name) of this document multiply into far more data than is written down, as an attack on the reader would. Write the values out where they are needed.',
  unsupportedNumber:
    'A number is infinite, not a number, or too large; JSON, and with it Kubernetes, has no such value. Write a finite number, or put it in quotes.',
  unknownTag:
    'A value carries a tag (!…) that manifests do not use and that this reader does not apply. Remove the tag, and write the value as a plain string, number, map or list.',
}

export type SyntaxMessages = typeof defaultSyntaxMessages
