import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format } from 'prettier'
import { run } from '../../src/cli/run.ts'
import { fillRegions, markdown } from './markdown.ts'

/** Returns the output of a command in a folder. */
async function outputOf(args: readonly string[], cwd: string): Promise<string> {
  let printed = ''
  const out = { write: (text: string) => (printed += text) }
  const none = (): Promise<never> => Promise.reject(new Error('unexpected call while generating the guide'))
  await run({ args, stdin: process.stdin, stdout: out, stderr: out, cwd, env: {}, interrupted: none, importPeer: none })
  return printed.trimEnd()
}

/** Returns the first block of code of a kind. */
function blockOf(text: string, kind: string): string {
  const [, block] = new RegExp(`^\`\`\`${kind}\n([^]*?)^\`\`\`$`, 'm').exec(text) ?? []
  if (block === undefined) throw new Error(`schemas/README.md has no block of kind "${kind}".`)
  return block
}

/** Generates the guide to schemas, `schemas/README.md`: its regions have what the commands of the tutorial print. */
export async function generateGuide(root: string): Promise<string> {
  const text = readFileSync(join(root, 'schemas/README.md'), 'utf8')
  const folder = mkdtempSync(join(tmpdir(), 'guide-'))
  const schema = blockOf(text, 'json')
  writeFileSync(join(folder, 'values.yaml'), blockOf(text, 'yaml tutorial'))
  const fill = async (name: string): Promise<string> => {
    const [command, word = '', typo = ''] = name.split(' ')
    writeFileSync(join(folder, 'rest.json'), schema.replace(`"${word}"`, `"${typo}"`))
    if (command === 'check') return `\`\`\`text\n${await outputOf(['check', 'rest.json'], folder)}\n\`\`\``
    const manifests = await outputOf(['render', 'values.yaml', '--provider', 'rest.json'], folder)
    return `\`\`\`yaml manifests\n${manifests}\n\`\`\``
  }
  try {
    return await format(await fillRegions(text, fill), markdown)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
