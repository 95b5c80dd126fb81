/** Messages of syntax errors, by the codes of the YAML library and our own. Functions take the limit. */
export const defaultSyntaxMessages = {
  ALIAS_PROPS: "An alias (*name) can't have an anchor or a tag. Remove it.",
  BAD_ALIAS: 'Write a name directly after & or *.',
  BAD_COLLECTION_TYPE: "The tag doesn't match its value. Remove the tag.",
  BAD_DIRECTIVE: 'Invalid directive. Remove the line, or write %YAML 1.2.',
  BAD_DQ_ESCAPE: 'Invalid escape in a double-quoted string. Double the backslash, or use single quotes.',
  BAD_INDENT: 'Inconsistent indentation. Align the entries of a map or list in the same column.',
  BAD_PROP_ORDER: 'Move the anchor or tag directly before its value.',
  BAD_SCALAR_START: "A value can't start with this character. Put the value in quotes.",
  BLOCK_AS_IMPLICIT_KEY: 'Second "key: value" on one line. Put the value in quotes, or start a new line.',
  BLOCK_IN_FLOW: 'Inside { } or [ ], write maps and lists with { } or [ ] too.',
  KEY_OVER_1024_CHARS: 'A key can have at most 1024 characters. Check for a missing quote or line break.',
  MISSING_CHAR: 'Missing colon, comma, quote, bracket or space.',
  MULTILINE_IMPLICIT_KEY: 'Write "key: value" on one line, or add the missing colon.',
  MULTIPLE_ANCHORS: 'A value can have only one anchor.',
  MULTIPLE_TAGS: 'A value can have only one tag.',
  TAG_RESOLVE_FAILED: "The tag can't be applied to this value. Remove the tag, or correct the value.",
  UNEXPECTED_TOKEN: 'Unexpected text. Check this line and the one before for a missing quote, bracket or colon.',
  unreadable: 'Invalid YAML or JSON. Check this line and the one before.',
  tabIndentation: 'YAML is indented with spaces, not with tabs. Replace the tab.',
  tooDeep: (limit: number): string => `Maps and lists can be nested at most ${limit} levels deep.`,
  tooManyCharacters: (limit: number): string =>
    `The text can have at most ${limit} characters. Keep only the manifests that you edit.`,
  tooManyTokens: (limit: number): string =>
    `The text can have at most ${limit} words, symbols and line breaks. Keep only the manifests that you edit.`,
  tooManySigns: (limit: number): string => `The text has ${limit} symbols in a row without a value. Remove them.`,
  tooManyDocuments: (limit: number): string =>
    `The text can have at most ${limit} documents. Keep only the manifests that you edit.`,
  duplicateKey: 'Duplicate key. Remove one of the two entries.',
  keyIsNoText: "A map or list can't be a key. Use a string.",
  keyIsNoString: 'A key must be a string. Put it in quotes.',
  badMerge: 'A merge key (<<) needs a map, an alias of one, or a list of them. Put any other key in quotes.',
  recursiveAlias: "An alias can't refer to the value that contains it.",
  unknownAlias: 'No earlier anchor has this name. Correct the name, or put text that starts with * in quotes.',
  aliasBomb: 'The aliases expand to too much data. Write the values out.',
  unsupportedNumber: 'Kubernetes accepts only finite numbers. Correct the number, or put it in quotes.',
  unknownTag: 'Unsupported tag. Remove it.',
}

export type SyntaxMessages = typeof defaultSyntaxMessages
