import { type KubernetesClient, createKubernetesClient } from 'backupstorage-forms/kubernetes'

declare const __KUBERNETES_API__: string

/** The page's name for the API. */
export const apiName: string = __KUBERNETES_API__

/** Vite serves the Kubernetes API below this path, at the page's own origin: see vite.config.ts. */
const baseUrl = '/k8s'

/**
 * Another user to impersonate, from `?as=` in the address. A real API requires permission to impersonate; the embedded
 * one (simulated) doesn't.
 */
const user = new URLSearchParams(location.search).get('as')
const headers: Record<string, string> = user ? { 'Impersonate-User': user } : {}

export const client: KubernetesClient = createKubernetesClient({ baseUrl, headers })

/** Returns the user's name in the API. Rejects if the API doesn't return it. */
export async function whoAmI({ signal }: { signal: AbortSignal }): Promise<string> {
  const apiVersion = 'authentication.k8s.io/v1'
  const kind = 'SelfSubjectReview'
  const response = await fetch(`${baseUrl}/apis/${apiVersion}/selfsubjectreviews`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ apiVersion, kind }),
    signal,
  })
  const review = (await response.json()) as { status?: { userInfo?: { username?: unknown } } }
  const name = review.status?.userInfo?.username
  if (typeof name !== 'string') throw new Error(`The API did not return a user name (${response.status}).`)
  return name
}
