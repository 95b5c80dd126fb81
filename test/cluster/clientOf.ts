import { createKubernetesClient, type KubernetesClient, KubernetesError } from 'backupstorage-forms/kubernetes'

/** A request that a client sent. */
export interface Asked {
  method: string
  url: URL
  headers: Headers
  body: unknown
}

/** An answer, or the failure of the connection. */
export type Answer = Response | Error

/** Returns a client whose `fetch` answers in turn, and then not at all, and its requests. */
export function clientOf(...answers: Answer[]): { client: KubernetesClient; asked: Asked[] } {
  const asked: Asked[] = []
  const client = createKubernetesClient({
    baseUrl: 'http://cluster.test',
    fetch: async (input, init) => {
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined
      asked.push({ method: init?.method ?? '', url: new URL(String(input)), headers: new Headers(init?.headers), body })
      const answer = answers.shift()
      if (answer instanceof Response) return answer
      if (answer) throw answer
      // Sends nothing more until the signal aborts it.
      return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    },
  })
  return { client, asked }
}

/** A reference to a storage. */
export const alpha = {
  apiVersion: 'storage.kubestash.com/v1alpha1',
  kind: 'BackupStorage',
  namespace: 'demo',
  name: 'alpha',
}

/** Returns the query of a request. */
export const querySeen = ({ url }: Asked): object => Object.fromEntries(url.searchParams)

/** Returns the error of a call that fails. */
export async function failure(call: Promise<unknown>): Promise<KubernetesError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof KubernetesError)) throw new Error('the call did not fail with a KubernetesError')
  return error
}
