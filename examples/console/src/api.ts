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

/** The kind that returns the user's name, since Kubernetes 1.28. */
const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
const group = `${baseUrl}/apis/${review.apiVersion}`
const reviews = 'selfsubjectreviews'

let userName: Promise<string | undefined> | undefined

/**
 * Returns the user's name in the API, or undefined if the API doesn't return it. It is requested once, and only if the API
 * lists the kind: otherwise, the browser would log an error on each page.
 */
export function whoAmI(): Promise<string | undefined> {
  userName ??= readUserName().catch(() => undefined)
  return userName
}

async function readUserName(): Promise<string | undefined> {
  const listed = await fetch(group, { headers })
  const { resources = [] } = (await listed.json()) as { resources?: { name: string }[] }
  if (!resources.some(({ name }) => name === reviews)) return undefined
  const response = await fetch(`${group}/${reviews}`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(review),
  })
  const { status } = (await response.json()) as { status?: { userInfo?: { username?: unknown } } }
  const name = status?.userInfo?.username
  return typeof name === 'string' ? name : undefined
}
