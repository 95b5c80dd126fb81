import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDefinitions, errorLines } from '../../schemas/generate/checkDefinitions.ts'
import type { StructureSchema } from '../../src/schema/structure.ts'
import { readyStructure } from '../../src/schema/structure.ts'
import { readSchemas } from '../../schemas/generate/readSchemas.ts'
import { structure } from '../../src/generated/structure.ts'
import type { Json } from '../../src/base/json.ts'
import { advise } from '../../src/schema/advice.ts'
import { folder, restExample } from './schemaFiles.ts'

const read = (name: string): Json => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Json
const file = read('structure.json') as unknown as StructureSchema
const meta = read('provider.meta.json')

const kind = { 'x-kubernetes-group-version-kind': [{ group: 'a.example', version: 'v1', kind: 'Thing' }] }

/** Returns the errors of a structure with one kind, `Thing`, and other definitions. */
function faultsOf(thing: object, others: Record<string, unknown> = {}, root: object = {}): string[] {
  const data = { definitions: { Thing: { ...kind, ...thing }, ...others }, ...root }
  return errorLines('structure.json', checkDefinitions(data as unknown as Json, meta))
}

const text = { type: 'string' }
const holding = (properties: object): object => ({ type: 'object', properties })

describe('schemas/structure.json', () => {
  it('is valid', () => {
    expect(checkDefinitions(read('structure.json'), meta)).toEqual([])
  })

  it('contains no long duplicate definitions', () => {
    const seen = new Map<string, string>()
    const twice: string[] = []
    const visit = (node: unknown, at: string): void => {
      if (typeof node !== 'object' || node === null) return
      const properties = (node as { properties?: object }).properties ?? {}
      const key = JSON.stringify(node)
      if (Object.keys(properties).length > 3) {
        if (seen.has(key)) twice.push(`${at} is ${seen.get(key)}`)
        else seen.set(key, at)
      }
      for (const [name, child] of Object.entries(node)) visit(child, `${at}/${name}`)
    }
    visit(file.definitions, '')
    expect(seen.size).toBeGreaterThan(40)
    expect(twice).toEqual([])
  })

  it('is generated for the core unchanged, except for texts for editors', () => {
    expect(structure.definitions).toEqual(file.definitions)
    expect(Object.keys(structure).sort()).toEqual(['definitions', 'x-advice'])
    expect(structure['x-advice']).toEqual(file['x-advice'])
  })
})

describe('errors in the structure', () => {
  it.each<[string, string[], string, RegExp]>([
    [
      'an unknown reference',
      faultsOf(holding({ a: { $ref: '#/definitions/Other' } })),
      '/definitions/Thing/properties/a/$ref',
      /"#\/definitions\/Other" does not exist/,
    ],
    [
      'a reference to an inherited property',
      faultsOf(holding({ a: { $ref: '#/definitions/constructor' } })),
      '/definitions/Thing/properties/a/$ref',
      /does not exist/,
    ],
    [
      'a reference with other keywords',
      faultsOf(holding({ a: { $ref: '#/definitions/Other', default: 1 } }), { Other: text }),
      '/definitions/Thing/properties/a/$ref',
      /can't have other keywords/,
    ],
    ['an unused definition', faultsOf({}, { Other: text }), '/definitions/Other', /"Other" is never used/],
    [
      'a definition that contains itself',
      faultsOf(holding({ a: { $ref: '#/definitions/Other' } }), {
        Other: holding({ b: { type: 'array', items: { $ref: '#/definitions/Other' } } }),
      }),
      '/definitions/Other/properties/b/items/$ref',
      /"Other" refers to itself/,
    ],
    ['an unknown keyword', faultsOf({ requierd: [] }), '/definitions/Thing/requierd', /"requierd" is not a keyword/],
    [
      'a kind inside a definition',
      faultsOf(holding({ a: kind })),
      '/definitions/Thing/properties/a/x-kubernetes-group-version-kind',
      /is not a keyword of the structure here/,
    ],
    [
      'a kind without a version',
      faultsOf({ 'x-kubernetes-group-version-kind': [{ group: 'a.example', kind: 'Thing' }] }),
      '/definitions/Thing/x-kubernetes-group-version-kind',
      /"group", "version" and "kind"/,
    ],
    [
      'an unknown type',
      faultsOf(holding({ a: { type: 'strng' } })),
      '/definitions/Thing/properties/a/type',
      /"strng" is not a type/,
    ],
    [
      'a required name without a property',
      faultsOf({ ...holding({ a: text }), required: ['a', 'toString'] }),
      '/definitions/Thing/required/1',
      /"toString" is required but not a property/,
    ],
    [
      'a keyword with a value of the wrong type',
      faultsOf(holding({ a: { nullable: 'yes' } })),
      '/definitions/Thing/properties/a/nullable',
      /must be true or false/,
    ],
    [
      "a property that isn't an object",
      faultsOf(holding({ 'a/b': 'string' })),
      '/definitions/Thing/properties/a~1b',
      /must be an object/,
    ],
    ["a definition that isn't an object", faultsOf({}, { Other: 1 }), '/definitions/Other', /must be an object/],
    [
      'an unknown keyword at the root',
      faultsOf({}, {}, { properties: {} }),
      '/properties',
      /not a keyword at the root of the structure/,
    ],
    [
      'advice with an unknown keyword',
      faultsOf({}, {}, { 'x-advice': [{ ...file['x-advice']?.[0], wehn: {} }] }),
      '/x-advice/0/wehn',
      /"wehn" is not a keyword/,
    ],
    [
      'advice with an unknown keyword in its condition',
      faultsOf({}, {}, { 'x-advice': [{ ...file['x-advice']?.[0], when: { minProperties: 1 } }] }),
      '/x-advice/0/when/minProperties',
      /"minProperties" is not a keyword/,
    ],
  ])('are reported at their paths: %s', (_what, lines, pointer, message) => {
    expect(lines).toHaveLength(1)
    expect(lines[0]?.startsWith(`structure.json#${pointer}: `), lines[0]).toBe(true)
    expect(lines[0]).toMatch(message)
  })

  it.each([[null], [[]], [{}], [{ definitions: [] }]])("include data that isn't a structure: %j", (data) => {
    expect(errorLines('structure.json', checkDefinitions(data as Json, meta))[0]).toMatch(
      /^structure\.json: The structure must be an object/,
    )
  })

  it('are reported all at once', () => {
    expect(faultsOf({ ...holding({ a: { type: 'x' } }), required: ['b'] }, { Other: text })).toHaveLength(3)
  })
})

describe('the generator', () => {
  let copy = ''
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'schemas-'))
  })
  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  /** Returns the error when reading the schemas after replacing one of them. */
  function errorWith(name: string, content: object): string {
    rmSync(copy, { recursive: true, force: true })
    cpSync(folder, copy, { recursive: true, filter: (source) => !source.endsWith('generate') })
    writeFileSync(join(copy, name), JSON.stringify(content))
    try {
      readSchemas(copy)
      return ''
    } catch (error) {
      return (error as Error).message
    }
  }

  it('rejects an invalid structure with its file and path', () => {
    const definitions = { ...file.definitions, Other: text }
    expect(errorWith('structure.json', { ...file, definitions })).toMatch(
      /^schemas\/structure\.json#\/definitions\/Other: "Other" is never used\..*$/,
    )
  })

  it("rejects a language without the structure's texts", () => {
    const { 'structure#/x-advice/0/message': _message, ...german } = read('messages/de.json') as Record<string, Json>
    expect(errorWith('messages/de.json', german)).toMatch(
      /^schemas\/messages\/de\.json: "structure#\/x-advice\/0\/message" is missing\..*$/,
    )
  })

  it("rejects a provider whose texts would clash with the structure's", () => {
    expect(errorWith('providers/rest.json', { ...restExample(), 'x-provider': { name: 'structure' } })).toMatch(
      /^schemas\/providers\/rest\.json#\/x-provider\/name: "structure" is /,
    )
  })
})

describe('advice about an empty usage policy', () => {
  const adviceFor = (manifest: Json): string[] =>
    advise(readyStructure(structure).advice, manifest).map(({ code, path }) => `${code} ${path}`)

  it.each<[Json]>([
    [{ spec: { usagePolicy: {} } }],
    [{ spec: { usagePolicy: { allowedNamespaces: null } } }],
    [{ spec: { usagePolicy: { alowedNamespaces: { from: 'All' } } } }],
  ])('is an error for %j, which the cluster treats as empty', (manifest) => {
    expect(adviceFor(manifest)).toEqual(['empty-usage-policy /spec/usagePolicy'])
    expect(structure['x-advice']?.[0]?.severity).toBe('error')
  })

  it.each<[Json]>([
    [{}],
    [null],
    [{ spec: null }],
    [{ spec: {} }],
    [{ spec: { usagePolicy: null } }],
    [{ spec: { usagePolicy: [] } }],
    [{ spec: { usagePolicy: { allowedNamespaces: {} } } }],
    [{ spec: { usagePolicy: { allowedNamespaces: { from: 'Same' } } } }],
  ])('is not given for %j', (manifest) => {
    expect(adviceFor(manifest)).toEqual([])
  })
})
