import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Returns a plugin that emits the licences of bundled packages, which must be shipped with the code. */
export function licences() {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((output) => Object.entries(output.modules ?? {}))
      const folders = modules.flatMap(([id, { renderedLength }]) =>
        renderedLength > 0 ? (/^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/?]+)/.exec(id)?.[1] ?? []) : [],
      )
      const texts = [...new Set(folders)].sort().map((folder) => {
        const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
        const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f))
        if (file === undefined && license === undefined) this.error(`${name} is bundled, but has no licence`)
        const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`
        return `${name} ${version}\nLicence: ${license}${text}\n`
      })
      const source = `The files in this folder contain parts of these packages.\n\n${texts.join(`\n${'-'.repeat(78)}\n\n`)}`
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source })
    },
  }
}
