// A Node script without DOM types.
import { createKubernetesClient, KubernetesError } from 'backupstorage-forms/kubernetes'
import type { KubernetesClient, KubernetesClientOptions } from 'backupstorage-forms/kubernetes'

const options: KubernetesClientOptions = {
  baseUrl: 'http://127.0.0.1:8001',
  fetch: async (input, init) => fetch(input, init),
  headers: { Authorization: `Bearer ${process.env['TOKEN'] ?? ''}` },
}

export const client: KubernetesClient = createKubernetesClient({ ...options, headers: new Headers() })

export async function kinds(namespace: string): Promise<string[]> {
  const { signal } = new AbortController()
  try {
    for await (const event of client.watch({ namespace, signal })) {
      if (event.type === 'listed') return event.objects.map(({ kind }) => kind)
    }
    return await client.namespaces({ signal: AbortSignal.timeout(1000) })
  } catch (error) {
    return error instanceof KubernetesError ? [error.message] : []
  }
}
