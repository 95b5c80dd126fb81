import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { textsOf } from '../../src/schema/translate.ts'
import { folder } from '../schemas/schemaFiles.ts'
import { englishMessages, saidBy } from './strings.ts'

/** All schemas: those of providers, resources and credential outputs, and the advice of structures. */
const schemaFiles = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.json') && !/\.meta\.json$|^(?:generate|compare|messages)\b/.test(file),
)

function schemaTexts(file: string): [string, string][] {
  const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>
  const part = file.endsWith('structure.json') ? { 'x-advice': schema['x-advice'] ?? [] } : schema
  return Object.entries(textsOf(part, file))
}

/** Every English text that users read, by its name. A message function counts once for each sample of arguments. */
const texts: readonly (readonly [name: string, text: string])[] = [
  ...[...englishMessages].flatMap(([name, leaf]) =>
    (typeof leaf === 'string' ? [leaf] : saidBy(leaf)).flatMap((text) => (text ? [[name, text] as const] : [])),
  ),
  ...schemaFiles.flatMap(schemaTexts),
]

const banned =
  /\b(?:anew|faults?|whoever|told|in the place of|stands|it is looked|the operator's word|without a word|go on|take it back|lies? in)\b/i

describe('English texts', () => {
  it('include all messages and schemas', () => {
    expect(schemaFiles).toEqual(
      expect.arrayContaining(['backupstorage.json', 'providers/s3.json', 'contrib/swift.json']),
    )
    expect(texts.length).toBeGreaterThan(700)
  })

  it('avoid words and phrases that read like a translation', () => {
    expect(texts.filter(([, text]) => banned.test(text))).toEqual([])
  })

  it('start with a clear subject or verb', () => {
    const unclear = texts.filter(([, text]) =>
      /(?:^|[.!?:] )(?:What\b[^?]*(?:[.!:]|$)|Public are\b|Better\b)/.test(text),
    )
    expect(unclear).toEqual([])
  })

  it('have at most 140 characters', () => {
    expect(texts.filter(([, text]) => text.length > 140)).toEqual([])
  })
})
