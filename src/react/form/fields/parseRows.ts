/** The start of a line of a label or annotation: `key=`, `key: ` or `"key": `, with or without a dash. */
const start = /^(?:-\s+)?["']?([^\s"'=:]+)["']?\s*(?:=|:(?=\s|$|["']))/

function unquote(text: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(text)
  return quoted?.[2] ?? text
}

/**
 * Parses pasted keys and values: lines of `key=value` or `key: value`, or one line of `key=value,key=value`, as in
 * kubectl. Returns undefined if a line has another form; the text is then pasted as usual.
 */
export function parseRows(text: string): { key: string; value: string }[] | undefined {
  const lines = text
    .split(/\r\n?|\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('#') && !/^[{}]$/.test(one))
  const [only = '', ...others] = lines
  const pieces = only.split(',')
  const listed = others.length === 0 && pieces.length > 1 && pieces.every((piece) => /^[^\s=:]+=[^\s=]*$/.test(piece))
  const rows: { key: string; value: string }[] = []
  for (const one of listed ? pieces : lines) {
    const [before = '', key] = start.exec(one) ?? []
    if (key === undefined) return undefined
    rows.push({ key, value: unquote(one.slice(before.length).replace(/,$/, '').trim()) })
  }
  return rows.length > 0 ? rows : undefined
}
