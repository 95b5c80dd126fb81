import { readFileSync } from 'node:fs'

/** A request and its response, recorded on a real kube-apiserver. */
export interface Recording {
  request: { method: string; path: string; headers: Record<string, string>; body?: unknown }
  response: { status: number; headers: Record<string, string>; body: unknown }
}

/** Reads `test/fixtures/api/<name>.json`. */
export function recording(name: string): Recording {
  const file = new URL(`../fixtures/api/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Recording
}

/** Returns the recorded response in the form that `fetch` returns it. */
export function answerOf({ response }: Recording, headers: Record<string, string> = {}): Response {
  const body = typeof response.body === 'string' ? response.body : JSON.stringify(response.body)
  return new Response(body, { status: response.status, headers: { ...response.headers, ...headers } })
}
