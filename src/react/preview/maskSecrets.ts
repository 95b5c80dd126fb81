import { isObject } from '../../core/json.ts'
import type { Manifest } from '../../core/manifest.ts'

const mask = '••••••••'

function maskAll(data: unknown): Record<string, string> {
  return Object.fromEntries(Object.keys(isObject(data) ? data : {}).map((key) => [key, mask]))
}

/** Whether there is a Secret with values among the manifests. */
export function holdsSecrets(manifests: readonly Manifest[]): boolean {
  return manifests.some(({ kind, stringData, data }) => kind === 'Secret' && Boolean(stringData ?? data))
}

/** The manifests with every value of a Secret replaced by a mask of one length. */
export function maskSecrets(manifests: readonly Manifest[]): Manifest[] {
  return manifests.map((manifest) => {
    if (manifest.kind !== 'Secret') return manifest
    const masked: Manifest = { ...manifest }
    for (const part of ['stringData', 'data']) if (isObject(manifest[part])) masked[part] = maskAll(manifest[part])
    return masked
  })
}
