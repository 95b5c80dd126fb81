import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { caseOf } from '../fixtures.mjs'
import { median, ratio, spread, twoDigits } from '../rounds.mjs'

export const name = 'cli'

export const description =
  'The run time of CLI commands, from dist/, in ms from the start of the process to its end. Ratios compare Node alone, and Node with yaml, to ours.'

const root = fileURLToPath(new URL('../../', import.meta.url))
const program = join(root, 'dist/cli/main.js')

/** @param {readonly string[]} args */
function start(args) {
  const from = performance.now()
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  return { ms: performance.now() - from, status, stdout }
}

/** @param {{ quick: boolean }} options */
export async function run({ quick }) {
  const core = new URL('../../dist/core.js', import.meta.url).href
  const { stringifyManifests } = await import(core)
  const { values, manifests } = caseOf('s3-new-secret')
  const text = stringifyManifests(manifests, 'yaml')
  const folder = mkdtempSync(join(tmpdir(), 'bench-cli-'))
  const storage = join(folder, 'storage.yaml')
  const form = join(folder, 'values.json')
  writeFileSync(storage, text)
  writeFileSync(form, JSON.stringify(values))
  const provider = join(root, 'schemas/contrib/swift.json')

  /** @type {{ call: string, args: string[], says: (stdout: string) => boolean }[]} */
  const calls = [
    { call: 'node -e 0', args: ['-e', '0'], says: (stdout) => stdout === '' },
    { call: `node -e "import('yaml')"`, args: ['-e', "import('yaml')"], says: (stdout) => stdout === '' },
    { call: '--help', args: [program, '--help'], says: (stdout) => stdout.startsWith('Usage: ') },
    { call: 'validate', args: [program, 'validate', storage], says: (stdout) => stdout.includes('in 1 file.') },
    { call: 'render', args: [program, 'render', form], says: (stdout) => stdout === text },
    { call: 'check', args: [program, 'check', provider], says: (stdout) => stdout.includes('in 1 file.') },
  ]
  try {
    const faults = calls.map(({ call, args, says }) => {
      const { status, stdout } = start(args)
      return status === 0 && says(stdout) ? '' : `${call} exited with ${status} and printed: ${stdout.slice(0, 200)}`
    })
    const rounds = Array.from({ length: quick ? 5 : 31 }, (_none, round) => {
      const turns = round % 2 === 0 ? calls : calls.toReversed()
      return new Map(turns.map(({ call, args }) => [call, start(args).ms]))
    })
    const [node, yaml] = calls
    const timesOf = (call = '') => rounds.map((round) => round.get(call) ?? 0)
    return calls.map(({ call }, index) => {
      const against = (/** @type {typeof node} */ limit) =>
        ratio(rounds.map((round) => ({ ours: round.get(call) ?? 0, limit: round.get(limit?.call ?? '') ?? 0 })))
      return {
        call,
        ms: Math.round(median(timesOf(call))),
        '± ms': Math.round(spread(timesOf(call))),
        ratio: twoDigits(against(node).median),
        '±': twoDigits(against(node).spread),
        'with yaml': twoDigits(against(yaml).median),
        '± with yaml': twoDigits(against(yaml).spread),
        fault: faults[index] ?? '',
      }
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
