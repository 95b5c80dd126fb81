import type { IncomingMessage } from 'node:http'
import type { Answer } from './cluster.ts'
import { type Faults, bodyFaults } from './faults.ts'
import { readBody } from './readObject.ts'
import { methodNotAllowed } from './status.ts'
import type { Store } from './store.ts'

/**
 * Endpoints for experiments, which no Kubernetes API has:
 * - `/embedded/faults`: GET lists the current faults, POST adds more, DELETE removes all.
 * - `/embedded/compact`: POST forgets all changes, so that lists and watches that continue get 410.
 *
 * Returns undefined for any other path.
 */
export async function control(
  path: string,
  request: IncomingMessage,
  { faults, store }: { faults: Faults; store: Store },
): Promise<Answer | undefined> {
  const method = request.method ?? 'GET'
  if (path === '/embedded/compact') {
    if (method !== 'POST') throw methodNotAllowed()
    store.compact()
    return { code: 200, body: { resourceVersion: String(store.version) } }
  }
  if (path !== '/embedded/faults') return undefined
  if (method === 'POST') faults.add(bodyFaults(await readBody(request, ['application/json'])))
  else if (method === 'DELETE') faults.clear()
  else if (method !== 'GET') throw methodNotAllowed()
  return { code: 200, body: { faults: faults.pending } }
}
