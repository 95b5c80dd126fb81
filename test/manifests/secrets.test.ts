import type { BackupStorageValues, Diagnostic, Provider } from 'backupstorage-forms/core'
import {
  builtinProviders,
  exampleValues,
  stringifyManifests,
  toManifests,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { setAt } from '../../src/base/pointer.ts'
import { cases } from '../fixtures/cases.ts'
import { leakFinder, secretsOf, underData } from './leaks.ts'
import { ruleCases } from '../validation/ruleCases.ts'

/** Returns the diagnostics of values and of their manifests, as objects and text, with `stringData` and `data`. */
function allDiagnostics(values: BackupStorageValues): Diagnostic[] {
  const plain = toManifests(values)
  const data = underData(plain)
  const inputs = [plain, data, stringifyManifests(plain, 'yaml'), stringifyManifests(data, 'json')]
  return [...validateValues(values), ...inputs.flatMap((input) => validateManifests(input))]
}

describe('diagnostics never contain eight consecutive characters of a secret', () => {
  it.each(ruleCases)('in the rules for $group, $pointer: $shown', ({ values }) => {
    expect(leakFinder(secretsOf(values))(allDiagnostics(values))).toEqual([])
  })

  it.each(Object.entries(cases))('in the case %s', (_file, { values, manifests }) => {
    const leaks = leakFinder(secretsOf(values))
    expect(leaks(allDiagnostics(values))).toEqual([])
    expect(leaks(validateManifests(manifests))).toEqual([])
  })
})

const token = 'Qz7XvKw2-JpYd4/Rn8Tb+Gm3HsLc6_Uf9WkEa5Vy'
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const lines = (text: string, end: string): string => text.replaceAll(/.{10}/g, (part) => part + end)
const member = `"type": "service_account", "project_id": "made-up-project", "private_key": "${token}"`

const texts: Record<string, string> = {
  'a token': token,
  'a token with surrounding spaces': `  ${token}\n`,
  'a token on several lines': lines(token, '\n'),
  'a token on several lines of Windows': lines(token, '\r\n'),
  'a long token': token.repeat(300),
  'a key file': `{${member}, "client_email": "${token}@example.com"}`,
  'a key file that lacks something': `{${member}}`,
  'a key file without its end': `{${member}, "client_email": "`,
  'a key file with a comma too many': `{${member},}`,
  'a key file with a word out of place': `{${member}, ${token}}`,
  'a key file with line breaks in a text': `{"private_key": "${lines(token, '\n')}"}`,
  'a key file of another type': `{"type": "${token}", "private_key": "${token}"}`,
  'a member of that name': `{"${token}": "${token}"}`,
  'a list': `["${token}"]`,
  'a text in quotes': `"${token}"`,
  'an open quote': `"${token}`,
  'a private key': `-----BEGIN PRIVATE KEY-----\n${lines(token, '\n')}\n-----END PRIVATE KEY-----\n`,
  'half a private key': `-----BEGIN PRIVATE KEY-----\n${token}`,
  'a private key without its beginning': `${token}\n-----END PRIVATE KEY-----`,
  'a private key of another name': `-----BEGIN ${token}-----\n${token}\n-----END ${token}-----`,
  'what YAML could take for a map': `a: ${token}\nb: {${token}: x`,
  'what YAML could take for an alias': `*${token}`,
  'what YAML could take for an anchor': `&${token} x`,
  'what YAML could take for a tag': `!${token} x`,
  'what YAML could take for a directive': `%${token}\n---\n`,
  'the address of a server': `https://user:${token}@example.com/${token}`,
  'a control character and half a pair': `${token}\u0000\ud800${token}`,
}
const encoded = Object.entries(texts).flatMap(([name, text]): [string, string][] => [
  [name, text],
  [`base64 of ${name}`, base64(text)],
  [`base64 of ${name}, on several lines`, lines(base64(text), '\n')],
])
const places = builtinProviders.flatMap((provider) =>
  Object.entries(provider.schema.properties['auth']?.properties ?? {})
    .filter(([, field]) => field.writeOnly)
    .map(([key]) => ({ provider, key })),
)

/** The examples of a provider, with a credential replaced. */
function planted(provider: Provider, key: string, secret: unknown): BackupStorageValues {
  return setAt(exampleValues(provider.name), ['backend', 'auth', key], secret)
}

describe.each(places)('diagnostics never expose $key', ({ provider, key }) => {
  it.each(encoded)('with %s', (_name, secret) => {
    const values = planted(provider, key, secret)
    const leaks = leakFinder([secret, token, base64(token)])
    expect(leaks(allDiagnostics(values))).toEqual([])
  })

  it("with data that isn't a string", () => {
    for (const data of [[token], { [token]: token }, [[{ a: token }]]]) {
      expect(leakFinder([token])(allDiagnostics(planted(provider, key, data)))).toEqual([])
    }
  })

  it.each(Object.entries(texts))('typed unescaped into the text of a manifest: %s', (_name, secret) => {
    const leaks = leakFinder([secret, token])
    const text = stringifyManifests(toManifests(planted(provider, key, 'HERE')), 'yaml')
    for (const indented of [secret, secret.replaceAll('\n', '\n    ')]) {
      for (const start of ['', '|\n    ', '"', "'"]) {
        const typed = text.replace('HERE', () => start + indented)
        expect(leaks(validateManifests(typed))).toEqual([])
      }
      const typed = text.replace('HERE', () => indented).replace('stringData', 'data')
      expect(leaks(validateManifests(typed))).toEqual([])
    }
  })

  it('in a text truncated within it', () => {
    const leaks = leakFinder([token])
    const text = stringifyManifests(toManifests(planted(provider, key, `${token} ${token}`)), 'json')
    const at = text.indexOf(token)
    for (const end of [at + 9, at + 20, at + token.length, at + token.length * 2, at + token.length * 2 + 2]) {
      expect(leaks(validateManifests(text.slice(0, end)))).toEqual([])
    }
  })
})

it('the leak finder detects plain text, base64, paths and fixes', () => {
  const base = { code: 'x', severity: 'error', message: 'It is wrong.', path: '', source: 'schema' } as const
  const leaks = leakFinder([token])
  expect(leaks([base])).toEqual([])
  expect(leaks([{ ...base, message: `It is ${token.slice(5, 13)}.` }])).toEqual(['x message'])
  expect(leaks([{ ...base, message: base64(`a${token}`) }])).toEqual(['x message'])
  expect(leaks([{ ...base, path: `/a/${token.replaceAll('/', '~1')}` }])).toEqual(['x path'])
  expect(leaks([{ ...base, fix: { title: 'Use it', path: '', value: { a: [token] } } }])).toEqual(['x fix'])
  expect(leaks([{ ...base, message: `It is ${token.slice(5, 12)}.` }])).toEqual([])
})
