import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/base/json.ts'
import { applyEdits } from '../../src/text/applyEdits.ts'
import { getAt } from '../../src/base/pointer.ts'
import { deleteIn, setIn } from '../../src/text/editValue.ts'
import { parseText } from '../../src/text/parseText.ts'
import { pathsOf } from './randomText.ts'

const folder = fileURLToPath(new URL('../../../shared/reference/examples', import.meta.url))
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : []

function edit(text: string, path: (string | number)[], value?: Json): string {
  return applyEdits(text, [
    value === undefined ? { type: 'delete', document: 0, path } : { type: 'set', document: 0, path, value },
  ])
}

describe.skipIf(names.length === 0)('the published manifests (skipped without their folder)', () => {
  const files = names.map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }))
  const crlf = files.map(({ name, text }) => ({ name: `${name}, CRLF`, text: text.replaceAll('\n', '\r\n') }))

  test.each([...files, ...crlf])(
    'restore every byte of $name after each value is changed and changed back',
    ({ text }) => {
      const value = parseText(text).documents[0]?.value ?? null
      for (const path of pathsOf(value)) {
        const leaf = getAt(value, path) as Json | undefined
        if (leaf === undefined || (typeof leaf === 'object' && leaf !== null)) continue
        const other = typeof leaf === 'number' ? leaf + 1 : typeof leaf === 'boolean' ? !leaf : `${leaf}-other`
        const changed = edit(text, path, other)
        expect(changed).not.toBe(text)
        expect(edit(changed, path, leaf)).toBe(text)
      }
    },
  )

  test.each(files)('allow deleting each entry of $name, and adding one to each map', ({ text }) => {
    const value = parseText(text).documents[0]?.value ?? null
    for (const path of pathsOf(value)) {
      if (path.length > 0) expect(parseText(edit(text, path)).documents[0]?.value).toEqual(deleteIn(value, path))
      const at = getAt(value, path)
      if (typeof at !== 'object' || at === null || Array.isArray(at)) continue
      const added = edit(text, [...path, 'added'], 'no')
      expect(parseText(added).documents[0]?.value).toEqual(setIn(value, [...path, 'added'], 'no'))
      if (Object.keys(at).length > 0) expect(edit(added, [...path, 'added'])).toBe(text)
    }
  })
})
