import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** The files that are in the folder, by their paths below it. */
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

/** The files that differ: missing, with another content, or there and not wanted. */
export function staleFiles(folder: string, files: ReadonlyMap<string, string>): string[] {
  const before = present(folder)
  return [...new Set([...files.keys(), ...before.keys()])].filter((name) => files.get(name) !== before.get(name))
}

/** Writes those of the names that are wanted, and removes the others. */
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
