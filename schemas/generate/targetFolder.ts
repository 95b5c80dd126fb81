import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Reads the files in a folder, by their paths below it. */
function present(folder: string): Map<string, string> {
  mkdirSync(folder, { recursive: true })
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map(({ name, parentPath }) => {
      const file = join(parentPath, name)
      return [relative(folder, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')]
    }),
  )
}

/** Returns the files that differ: missing, with other content, or not wanted. */
export function staleFiles(folder: string, files: ReadonlyMap<string, string>): string[] {
  const before = present(folder)
  return [...new Set([...files.keys(), ...before.keys()])].filter((name) => files.get(name) !== before.get(name))
}

/** Writes the named files that are wanted, and removes the others. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>, names: readonly string[]): void {
  for (const name of names) {
    const file = join(folder, name)
    const content = files.get(name)
    if (content === undefined) rmSync(file)
    else {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
  }
}
