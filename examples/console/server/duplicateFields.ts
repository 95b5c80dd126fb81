interface Level {
  path: string
  /** The keys of an object so far; undefined for an array. */
  keys: Set<string> | undefined
  /** The key or the index of the current value. */
  at: string
  index: number
}

/** Returns the paths of keys that an object in a JSON text has more than once: `spec.default`, `list[0].name`. */
export function duplicateFields(json: string): string[] {
  const duplicates = new Set<string>()
  const levels: Level[] = []
  let isKey = false
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    const level = levels.at(-1)
    if (token === '{' || token === '[') {
      const isObject = token === '{'
      levels.push({ path: pathOf(level), keys: isObject ? new Set() : undefined, at: '', index: 0 })
      isKey = isObject
    } else if (token === '}' || token === ']') {
      levels.pop()
      isKey = false
    } else if (level !== undefined && token === ',') {
      level.index += 1
      isKey = level.keys !== undefined
    } else if (level?.keys !== undefined && isKey) {
      level.at = JSON.parse(token) as string
      if (level.keys.has(level.at)) duplicates.add(pathOf(level))
      level.keys.add(level.at)
      isKey = false
    }
  }
  return [...duplicates]
}

function pathOf(level: Level | undefined): string {
  if (level === undefined) return ''
  if (level.keys === undefined) return `${level.path}[${level.index}]`
  return level.path === '' ? level.at : `${level.path}.${level.at}`
}
