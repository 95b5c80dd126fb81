/** A line of a label or an annotation as people have it: `key=value`, `key: value`, `"key": "value",`, with or without a dash. */
const line = /^(?:-\s+)?["']?([^\s"'=:]+)["']?\s*(?:=|:(?=\s|$|["']))\s*(.*?)\s*,?$/

function unquote(text: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(text)
  return quoted?.[2] ?? text
}

/**
 * The keys and values of a pasted text: lines of `key=value` or `key: value`, or one line of `key=value,key=value` as
 * kubectl takes it. Undefined where a line is none of these: the text is then one like any other.
 */
export function parseRows(text: string): { key: string; value: string }[] | undefined {
  const lines = text
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('#') && !/^[{}]$/.test(one))
  const [only = '', ...others] = lines
  const pieces = only.split(',')
  const listed = others.length === 0 && pieces.length > 1 && pieces.every((piece) => /^[^\s=:]+=[^\s=]*$/.test(piece))
  const rows: { key: string; value: string }[] = []
  for (const one of listed ? pieces : lines) {
    const [, key, value = ''] = line.exec(one) ?? []
    if (key === undefined) return undefined
    rows.push({ key, value: unquote(value) })
  }
  return rows.length > 0 ? rows : undefined
}
