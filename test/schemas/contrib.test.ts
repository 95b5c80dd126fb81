import { readFileSync } from 'node:fs'
import type { Provider } from 'backupstorage-forms/core'
import { builtinProviders, createDraft, defineProvider, initialValues, validateValues } from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import type { ProviderSchema, Schema } from '../../src/schema/language.ts'
import { allFields, expectHelp, folder, holding } from './schemaFiles.ts'

const names = ['swift'] as const

/** Reads `schemas/contrib/<name>.json`. */
function readContrib(name: string): ProviderSchema {
  return JSON.parse(readFileSync(`${folder}/contrib/${name}.json`, 'utf8')) as ProviderSchema
}

const providers = Object.fromEntries(names.map((name) => [name, defineProvider(readContrib(name))])) as Record<
  (typeof names)[number],
  Provider
>
const options = { providers: [...builtinProviders, ...Object.values(providers)] }

type Fields = Record<string, unknown>

/** Returns the diagnostics of these fields, by JSON Pointer below `/backend`: `pointer code severity`. */
function told(provider: string, auth: Fields, spec: Fields, source = 'new'): string[] {
  const values = { namespace: 'demo', name: 'backup', backend: { provider, credentials: { source }, auth, spec } }
  return validateValues(values, options)
    .filter(({ path }) => path.startsWith('/backend'))
    .map(({ path, code, severity }) => `${path.slice('/backend'.length)} ${code} ${severity}`)
}

/** Like `told`, but without the diagnostics of every storage of the provider. */
function toldOf(...[provider, auth, spec, source]: Parameters<typeof told>): string[] {
  return told(provider, auth, spec, source).filter((one) => !one.startsWith('/provider '))
}

function starred(schema: Schema | undefined): string[] {
  const { properties = {}, required = [] } = schema ?? {}
  return Object.keys(properties).map((key) => (required.includes(key) ? `${key}*` : key))
}

/** Returns the values after pasting a text into the prefix. */
function pasted(provider: string, text: string): { auth: Fields; spec: Fields } {
  const draft = createDraft({ ...options, values: initialValues(provider, options) })
  expect(draft.paste(['backend', 'spec', 'prefix'], text)).toBe(true)
  const { auth, spec } = draft.getState().values.backend
  return { auth, spec }
}

describe.each(names)('schemas/contrib/%s.json', (name) => {
  const fields = allFields(readContrib(name)).filter(({ path }) => path.length > 1)
  const typed = fields.filter(({ schema: { type } }) => type === 'string' || type === 'integer')

  it.each(fields.map(({ path, schema }) => [path.join('/'), schema] as const))(
    'describes %s in one sentence',
    (_path, schema) => {
      expect(schema.title).toMatch(/^[A-Z]/)
      expectHelp(schema)
    },
  )

  it.each(typed.map(({ path, schema }) => [path.join('/'), path, schema] as const))(
    'has a valid example for %s',
    (_path, path, { examples = [], pattern, allOf = [], ...schema }) => {
      expect(examples.length).toBeGreaterThan(0)
      if (pattern) expect(schema['x-error']).toMatch(/\.$/)
      for (const rule of allOf) expect(rule['x-error']).toMatch(/\.$/)
      for (const example of examples) {
        const pointer = `/backend/${path.join('/')}`
        const found = validateValues(holding(name, path, example), options)
        expect(found.filter((one) => one.path === pointer && one.severity === 'error')).toEqual([])
      }
    },
  )

  it('offers no workload identity', () => expect(providers[name].identity).toBeUndefined())

  it('words all advice in full sentences', () => {
    for (const { message } of readContrib(name)['x-advice'] ?? []) expect(message).toMatch(/^[A-Za-z].{20,139}\.$/)
  })
})

describe('swift', () => {
  const { auth, spec } = readContrib('swift').properties
  const container = { container: 'db-backups' }
  const v3 = {
    OS_AUTH_URL: 'https://keystone.example.com:5000/v3',
    OS_USERNAME: 'backup',
    OS_PASSWORD: 'made-up',
    OS_USER_DOMAIN_NAME: 'Default',
    OS_PROJECT_NAME: 'demo',
  }
  const ofToken = { OS_STORAGE_URL: 'https://swift.example.com/v1/AUTH_demo', OS_AUTH_TOKEN: 'made-up' }
  const v1 = { ST_AUTH: 'https://swift.example.com/auth/v1.0', ST_USER: 'demo:backup', ST_KEY: 'made-up' }
  const application = { OS_AUTH_URL: v3.OS_AUTH_URL, OS_APPLICATION_CREDENTIAL_SECRET: 'made-up' }
  const byId = { ...application, OS_APPLICATION_CREDENTIAL_ID: '4f0a' }
  const byName = { ...application, OS_APPLICATION_CREDENTIAL_NAME: 'backups', OS_USERNAME: 'backup' }

  it('has the keys that Stash and restic read', () => {
    expect(starred(auth).toSorted()).toEqual([
      'OS_APPLICATION_CREDENTIAL_ID',
      'OS_APPLICATION_CREDENTIAL_NAME',
      'OS_APPLICATION_CREDENTIAL_SECRET',
      'OS_AUTH_TOKEN',
      'OS_AUTH_URL',
      'OS_PASSWORD',
      'OS_PROJECT_DOMAIN_ID',
      'OS_PROJECT_DOMAIN_NAME',
      'OS_PROJECT_NAME',
      'OS_REGION_NAME',
      'OS_STORAGE_URL',
      'OS_TENANT_ID',
      'OS_TENANT_NAME',
      'OS_TRUST_ID',
      'OS_USERNAME',
      'OS_USER_DOMAIN_ID',
      'OS_USER_DOMAIN_NAME',
      'ST_AUTH',
      'ST_KEY',
      'ST_USER',
    ])
    expect(starred(spec)).toEqual(['container*', 'prefix'])
  })

  it('masks exactly the secrets', () => {
    const masked = Object.entries(auth?.properties ?? {}).filter(([, { writeOnly }]) => writeOnly)
    expect(masked.map(([key]) => key)).toEqual([
      'OS_APPLICATION_CREDENTIAL_SECRET',
      'OS_PASSWORD',
      'OS_AUTH_TOKEN',
      'ST_KEY',
    ])
  })

  it("warns that today's operator doesn't support it", () => {
    expect(providers.swift.description).toContain("KubeStash doesn't support yet")
    expect(told('swift', v3, container)).toEqual(['/provider not-read warning'])
  })

  it.each<[string, Fields]>([
    ['a v3 user', v3],
    ['a v2 user', { ...v3, OS_AUTH_URL: 'https://keystone.example.com:5000/v2.0', OS_USER_DOMAIN_NAME: '' }],
    ['an application credential by ID', byId],
    ['an application credential by name', byName],
    ['v1 authentication', v1],
  ])('accepts %s', (_name, way) => expect(toldOf('swift', way, container)).toEqual([]))

  it('accepts a token with a warning, because it expires', () => {
    expect(toldOf('swift', ofToken, container)).toEqual(['/auth/OS_AUTH_TOKEN temporary-token warning'])
  })

  it.each<[string, Fields, string[]]>([
    ['no credentials', {}, ['/auth/OS_AUTH_URL required error']],
    ['a user without an address', { ...v3, OS_AUTH_URL: '' }, ['/auth/OS_AUTH_URL required error']],
    ['an address without credentials', { OS_AUTH_URL: v3.OS_AUTH_URL }, ['/auth/OS_PASSWORD required error']],
    ['a user without a password', { ...v3, OS_PASSWORD: '' }, ['/auth/OS_PASSWORD required error']],
    ['a password without a user', { ...v3, OS_USERNAME: '' }, ['/auth/OS_USERNAME required error']],
    [
      'an ID without its secret',
      { ...byId, OS_APPLICATION_CREDENTIAL_SECRET: '' },
      ['/auth/OS_APPLICATION_CREDENTIAL_SECRET required error'],
    ],
    ['a secret without its ID', application, ['/auth/OS_APPLICATION_CREDENTIAL_ID required error']],
    [
      'a named application credential without its user',
      { ...byName, OS_USERNAME: '' },
      ['/auth/OS_USERNAME required error'],
    ],
    [
      'a token without its address',
      { ...ofToken, OS_STORAGE_URL: '' },
      ['/auth/OS_STORAGE_URL required error', '/auth/OS_AUTH_TOKEN temporary-token warning'],
    ],
    ['an address without its token', { ...ofToken, OS_AUTH_TOKEN: '' }, ['/auth/OS_AUTH_TOKEN required error']],
    ['v1 authentication without a user', { ...v1, ST_USER: '' }, ['/auth/ST_USER required error']],
    [
      'v1 authentication with only a key',
      { ST_KEY: 'made-up' },
      ['/auth/ST_AUTH required error', '/auth/ST_USER required error'],
    ],
    ['two ways to sign in', { ...v3, ...v1 }, ['/auth/ST_AUTH two-ways warning']],
    ['a v3 user without a domain', { ...v3, OS_USER_DOMAIN_NAME: '' }, ['/auth/OS_USER_DOMAIN_NAME domain warning']],
    ['a user without a project', { ...v3, OS_PROJECT_NAME: '' }, ['/auth/OS_PROJECT_NAME project warning']],
    [
      'an address without TLS',
      { ...v3, OS_AUTH_URL: 'http://keystone.example.com/v3' },
      ['/auth/OS_AUTH_URL plain-http warning'],
    ],
    [
      'an address without a scheme',
      { ...v3, OS_AUTH_URL: 'keystone.example.com' },
      ['/auth/OS_AUTH_URL pattern error'],
    ],
  ])('reports %s at the field', (_name, way, wanted) => {
    expect(toldOf('swift', way, container)).toEqual(wanted)
  })

  it('needs no credentials if a Secret exists', () => {
    expect(toldOf('swift', {}, container, 'existing')).toEqual(['/credentials/secretName required error'])
  })

  it.each(['db/backups', ' backups', 'backups ', 'a'.repeat(257)])('rejects the container %j', (one) => {
    expect(toldOf('swift', v3, { container: one })).toEqual([expect.stringMatching(/^\/spec\/container .* error$/)])
  })

  it.each(['b', 'My backups', 'büro', 'a'.repeat(256)])('accepts the container %j', (one) => {
    expect(toldOf('swift', v3, { container: one })).toEqual([])
  })

  it.each([
    ['swift:db-backups:/db/demo', { container: 'db-backups', prefix: 'db/demo' }],
    ['swift:db-backups:/', { container: 'db-backups' }],
    ['swift://db-backups/db/demo/', { container: 'db-backups', prefix: 'db/demo' }],
  ])('reads %s', (text, wanted) => expect(pasted('swift', text).spec).toEqual(wanted))

  it('reads an openrc file, but never shell variables in it', () => {
    const text = `#!/usr/bin/env bash
export OS_AUTH_URL=https://keystone.example.com:5000/v3
export OS_PROJECT_ID=7d1e5a0c
export OS_PROJECT_NAME="demo project"
export OS_USER_DOMAIN_NAME="Default"
if [ -z "$OS_USER_DOMAIN_NAME" ]; then unset OS_USER_DOMAIN_NAME; fi
unset OS_TENANT_ID
export OS_USERNAME='backup'
read -sr OS_PASSWORD_INPUT
export OS_PASSWORD=$OS_PASSWORD_INPUT
export OS_REGION_NAME="RegionOne"
export OS_IDENTITY_API_VERSION=3
`
    expect(pasted('swift', text).auth).toEqual({
      OS_AUTH_URL: v3.OS_AUTH_URL,
      OS_REGION_NAME: 'RegionOne',
      OS_USERNAME: 'backup',
      OS_USER_DOMAIN_NAME: 'Default',
      OS_PROJECT_NAME: 'demo project',
      OS_TENANT_ID: '7d1e5a0c',
    })
  })

  it('reads whole values, and none from an empty line', () => {
    const text =
      'export OS_USERNAME=\nexport OS_PASSWORD=made,up;0\nexport OS_REGION_NAME=""\nOS_AUTH_URL=https://a.example;\n'
    expect(pasted('swift', text).auth).toEqual({ OS_PASSWORD: 'made,up;0', OS_AUTH_URL: 'https://a.example' })
  })

  it('reads a clouds.yaml file', () => {
    const text = `clouds:
  openstack:
    auth:
      auth_url: https://keystone.example.com:5000/v3
      application_credential_id: "4f0a"
      application_credential_secret: "made-up"
    region_name: "RegionOne"
    auth_type: "v3applicationcredential"
`
    expect(pasted('swift', text).auth).toEqual({ ...byId, OS_REGION_NAME: 'RegionOne' })
  })
})
