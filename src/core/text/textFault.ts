import type { ErrorCode } from 'yaml'

/** What makes a text, or a part of it, unreadable. `from` and `to` are UTF-16 offsets into the text. */
export interface TextFault {
  code: string
  message: string
  from: number
  to: number
}

/** The most that is read: beyond it the text is refused, so that no text can stall a page. */
export const limits = {
  /** `text.length`, in UTF-16 units. */
  characters: 4 * 1024 * 1024,
  /** Lexical tokens: words, signs, spaces and line breaks. */
  tokens: 300_000,
  /** Signs (`,`, `&a`, `*a`, `[` …) in a row without a scalar between them. */
  signsInARow: 20_000,
  documents: 1000,
  /** Maps and sequences inside each other, in the text and after aliases are expanded. */
  depth: 100,
  /** Characters, plus 16 for each node, that aliases and merge keys may add. */
  aliasCost: 4 * 1024 * 1024,
  faults: 50,
}

const sentences: Partial<Record<ErrorCode, string>> = {
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
}

const generalSentence =
  'The text cannot be read as YAML or JSON here. Check the quotes, brackets, colons and indentation of this line and the one before.'

/** Turns an error of the YAML reader into a fault with a sentence of ours; the reader's own message may quote the text and is dropped. */
export function syntaxFault(text: string, code: ErrorCode, from: number, to: number): TextFault {
  const start = Math.max(0, Math.min(from, text.length))
  const place = { from: start, to: Math.max(start, Math.min(to, text.length)) }
  if (code === 'RESOURCE_EXHAUSTION') return tooDeep(place.from, place.to)
  if (code === 'DUPLICATE_KEY') return duplicateKey(place.from, place.to)
  if (code === 'TAB_AS_INDENT' || startsWithTab(text, start)) {
    const message =
      'A line is indented with a tab. YAML allows only spaces there, because a tab has no agreed width. Replace each tab at the start of the line by spaces.'
    return { code: 'tab-indentation', message, ...place }
  }
  return { code: 'yaml-syntax', message: sentences[code] ?? generalSentence, ...place }
}

function startsWithTab(text: string, offset: number): boolean {
  let at = text.lastIndexOf('\n', offset - 1) + 1
  while (text[at] === ' ') at++
  if (text[at] === '\t') return true
  if (offset !== at) return false
  // An error at the start of a line may come from the one before.
  at = text.lastIndexOf('\n', at - 2) + 1
  while (text[at] === ' ') at++
  return text[at] === '\t'
}

export function tooDeep(from: number, to: number): TextFault {
  const message = `Maps and lists stand more than ${limits.depth} levels inside each other, which no manifest needs and which could stall the reader. Flatten the text, or close brackets that were left open.`
  return { code: 'text-too-deep', message, from, to }
}

export function tooLarge(what: string, from: number, to: number): TextFault {
  const message = `The text is too large to be read here: ${what}. Split it, and keep only the manifests that are to be edited.`
  return { code: 'text-too-large', message, from, to }
}

export function tooManyDocuments(from: number, to: number): TextFault {
  const message = `The text holds more than ${limits.documents} documents separated by "---". Split it, and keep only the manifests that are to be edited.`
  return { code: 'too-many-documents', message, from, to }
}

export function duplicateKey(from: number, to: number): TextFault {
  const message =
    'A key stands twice in the same map, and readers disagree about which one counts. Remove one of the two entries.'
  return { code: 'duplicate-key', message, from, to }
}
