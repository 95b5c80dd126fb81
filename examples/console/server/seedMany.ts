import { managedFromStart } from './managedFields.ts'
import { type JsonObject, type StoredObject, objectAt } from './objects.ts'
import { namespace, repository, secret, storage } from './seedParts.ts'
import { formatSize } from './sizes.ts'
import { timestamp } from './store.ts'
import { withStatuses } from './withStatuses.ts'

const minute = 60_000
const day = 24 * 60 * minute
const MiB = 1024 ** 2

const teams = ['billing', 'catalog', 'identity', 'logistics', 'orders', 'payments', 'reporting', 'search']
const stages = ['dev', 'staging', 'prod']
const databases = ['MySQL', 'Postgres', 'MongoDB', 'Redis']
const credential = 'shared-storage-cred'

type Random = () => number

/** Returns the provider block of the storage with a number. No two storages share a location. */
const blocks: Record<string, (id: string, region: string) => JsonObject> = {
  s3: (id, region) => ({
    endpoint: `https://s3.${region}.amazonaws.com`,
    bucket: `acme-backups-${region}`,
    prefix: id,
    region,
  }),
  gcs: (id) => ({ bucket: 'acme-backups', prefix: id }),
  azure: (id) => ({ storageAccount: 'acmebackups', container: 'backups', prefix: id }),
}
const providers = Object.keys(blocks)
const regions = ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1']

/** Returns many BackupStorages, some with Repositories. The same count yields the same objects, at times before now. */
export function seedMany(count: number, now: Date): StoredObject[] {
  const random = randomFrom(count)
  const oldest = timestamp(new Date(now.getTime() - 900 * day))
  const namespaces = teams.flatMap((team) => stages.map((stage) => `${team}-${stage}`))
  const objects = namespaces.flatMap((name) => [
    namespace(name, oldest),
    secret(name, credential, oldest, { EXAMPLE: 'example-value-that-opens-nothing' }),
  ])
  for (let index = 0; index < count; index++) {
    const inNamespace = namespaces[index % namespaces.length] ?? ''
    objects.push(...storageOfNumber(index, inNamespace, index < namespaces.length, random, now))
  }
  // Objects with the same fields share their list.
  const managed = new Map<string, JsonObject[]>()
  for (const object of objects) {
    const { provider = '' } = objectAt(objectAt(object, 'spec'), 'storage')
    const shape = JSON.stringify([object.kind, provider, objectAt(object, 'spec').default ?? false])
    const managedFields = managed.get(shape) ?? managedFromStart(object, now)
    managed.set(shape, managedFields)
    object.metadata.managedFields = managedFields
  }
  return withStatuses(objects)
}

/** Returns a storage and up to two Repositories in it, without Snapshots. */
function storageOfNumber(
  index: number,
  inNamespace: string,
  isDefault: boolean,
  random: Random,
  now: Date,
): StoredObject[] {
  const provider = pick(providers, random)
  const id = `${provider}-${String(index).padStart(5, '0')}`
  const age = Math.floor(random() ** 3 * 900 * day)
  const created = new Date(now.getTime() - age)
  const isReady = random() > 0.03
  const [team = '', stage = ''] = inNamespace.split('-')
  const owner = storage(inNamespace, id, timestamp(created), {
    provider,
    default: isDefault,
    deletionPolicy: random() > 0.05 ? 'Delete' : 'WipeOut',
    from: pick(['All', 'Same'], random),
    labels: { team, stage },
    block: {
      ...blocks[provider]?.(id, pick(regions, random)),
      secretName: isReady ? credential : `${id}-storage-cred`,
    },
  })
  const repositories = Array.from({ length: isReady ? Math.floor(random() ** 2 * 3) : 0 }, (_, number) => {
    const kind = pick(databases, random)
    const app = `${kind.toLowerCase()}-${number + 1}`
    const seed = {
      storageRef: { name: id },
      appRef: { apiGroup: 'kubedb.com', kind, name: app, namespace: inNamespace },
    }
    return repository(inNamespace, `${id}-${app}`, timestamp(created), seed, {
      lastBackupTime: timestamp(new Date(now.getTime() - Math.floor(random() * Math.min(age, day)))),
      size: formatSize(Math.round(2 ** (random() * 20) * MiB)),
      snapshotCount: 1 + Math.floor(random() * 30),
    })
  })
  return [owner, ...repositories]
}

function pick<T>(choices: readonly T[], random: Random): T {
  return choices[Math.floor(random() * choices.length)] as T
}

/** Returns random numbers from 0 to 1 that depend only on the seed (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
