import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Manifest, backupStorage } from 'backupstorage-forms/core'
import { submitManifests } from 'backupstorage-forms/cluster'
import { createKubernetesClient } from 'backupstorage-forms/kubernetes'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Access } from '../../examples/console/server/users.ts'
import { caseOf } from '../fixtures/cases.ts'
import { namespaces, startApi } from './embeddedServer.ts'

// The permissions listed in docs/cluster.md, tried on the embedded API.

interface Rule {
  apiGroups: string[]
  resources: string[]
  verbs: string[]
}

const page = readFileSync(fileURLToPath(new URL('../../docs/cluster.md', import.meta.url)), 'utf8')
const { rules } = parse(/^```yaml\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? '') as { rules: Rule[] }

it('the documented role grants exactly the permissions that the components need', async () => {
  const used = new Set<string>()
  const refused: string[] = []
  const allow = ({ group, resource, verb }: Access): boolean => {
    // Everyone may review their own permissions.
    if (resource.startsWith('selfsubject')) return true
    const rule = rules.find((one) => one.apiGroups.includes(group) && one.resources.includes(resource))
    const isAllowed = rule?.verbs.includes(verb) === true
    used.add(`${resource} ${verb}`)
    if (!isAllowed) refused.push(`${resource} ${verb}`)
    return isAllowed
  }
  const { url } = await startApi({ objects: namespaces('demo'), allow, operatorDelay: 1_000_000 })
  const client = createKubernetesClient({ baseUrl: url })
  const related = Object.values(backupStorage.schema['x-resource'].related ?? {})
  const [repositories, configurations] = related

  // The list and the detail page.
  expect(await client.namespaces()).toEqual(['demo'])
  const namespace = { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces' }
  for (const resource of [backupStorage, repositories, configurations, namespace]) {
    await client.list({ resource })
    const abort = new AbortController()
    const events = client.watch({ resource, signal: abort.signal })[Symbol.asyncIterator]()
    await events.next() // the list
    const next = events.next().catch(() => undefined) // opens the watch
    await new Promise((resolve) => setTimeout(resolve, 100))
    abort.abort()
    await next
  }
  // The wizard, for a new storage, an edited one, and replaced credentials.
  const manifests = caseOf('s3-new-secret').manifests as unknown as Manifest[]
  const made = await submitManifests(client, manifests)
  const storage = made.at(-1) as Manifest
  const { apiVersion, kind } = storage
  const reference = { apiVersion, kind, namespace: 'demo', name: String(storage.metadata.name) }
  const secret = { apiVersion: 'v1', kind: 'Secret', namespace: 'demo', name: String(made[0]?.metadata.name) }
  await client.update(await client.get(reference))
  await client.patch(reference, { metadata: { labels: { team: 'platform' } } })
  await client.patch(secret, { stringData: { KEY: 'made-up' } })
  await client.secrets('demo')
  await client.secret('demo', secret.name)
  // Deleting a storage, and cleaning up after a failed submit.
  await client.delete(reference)
  await client.delete(secret)

  expect(refused).toEqual([])
  const granted = rules.flatMap(({ resources, verbs }) =>
    resources.flatMap((resource) => verbs.map((verb) => `${resource} ${verb}`)),
  )
  expect(granted.filter((one) => !used.has(one))).toEqual([])
})
