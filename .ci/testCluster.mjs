// Runs the tests of the example console against the Kubernetes API at KUBERNETES_API: see CONTRIBUTING.md.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const { KUBERNETES_API } = process.env

if (!KUBERNETES_API) {
  const needs = 'its address in KUBERNETES_API and its token, if it requires one, in KUBERNETES_TOKEN'
  process.stdout.write(`Skipped: the tests on a cluster need ${needs}.\n`)
} else {
  const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')))
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project=e2e', 'test/console/cluster.e2e.test.ts'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, TEST_CLUSTER: 'true' },
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
}
