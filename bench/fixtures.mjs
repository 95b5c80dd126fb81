import { readdirSync, readFileSync } from 'node:fs'

/**
 * @typedef {{ apiVersion: string, kind: string, metadata: Record<string, unknown> }} Manifest
 * @typedef {{ values: any, manifests: Manifest[], diagnostics: { severity: string }[] }} Case
 */

const folder = new URL('../test/fixtures/', import.meta.url)

/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))

/**
 * Returns a fixture: values and the resulting manifests.
 *
 * @param {string} name
 * @returns {Case}
 */
export const caseOf = (name) => read(`cases/${name}.json`)

/** @returns {Case[]} */
export function allCases() {
  return readdirSync(new URL('cases/', folder)).map((file) => read(`cases/${file}`))
}

/**
 * Returns all objects of a kind in the recorded requests and responses of an API server.
 *
 * @param {string} kind
 * @returns {Manifest[]}
 */
export function recordedObjects(kind) {
  const recordings = readdirSync(new URL('api/', folder)).filter((file) => file.endsWith('.json'))
  return recordings
    .map((file) => read(`api/${file}`))
    .flatMap(({ request, response }) => [request.body, response.body, ...(response.body?.items ?? [])])
    .filter((object) => object?.kind === kind)
}
