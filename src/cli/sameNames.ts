import type { FileDiagnostic } from './readData.ts'
import type { ReadProvider } from './readProvider.ts'

/** Reports providers in different files with the same name: only one of them could be selected. */
export function sameNames(read: readonly ReadProvider[]): FileDiagnostic[] {
  return read.flatMap(({ provider, located }, index) => {
    const other = read.findIndex((one) => one.provider !== undefined && one.provider.name === provider?.name)
    if (provider === undefined || other === index) return []
    const message = `The name ${provider.name} is already used in ${read[other]?.file}. Rename one of the two providers.`
    return located([{ code: 'same-name', severity: 'error', message, path: '/x-provider/name', source: 'schema' }])
  })
}
