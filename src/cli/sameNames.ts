import type { FileDiagnostic } from './readData.ts'
import type { ReadProvider } from './readProvider.ts'

/** Reports providers in different files with the same name: only one of them could be selected. */
export function sameNames(read: readonly ReadProvider[]): FileDiagnostic[] {
  return read.flatMap(({ provider, located }, index) => {
    const other = read.findIndex((one) => one.provider !== undefined && one.provider.name === provider?.name)
    if (provider === undefined || other === index) return []
    const message = `${read[other]?.file} has the name ${provider.name} already. Give one of the two another name.`
    return located([{ code: 'same-name', severity: 'error', message, path: '/x-provider/name', source: 'schema' }])
  })
}
