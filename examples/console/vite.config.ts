import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { type Plugin, defineConfig } from 'vite'
import { nameOfApi } from './server/kubernetesProxy.ts'
import { embeddedKubernetesApi, proxiedKubernetesApi } from './server/plugin.ts'

// Set KUBERNETES_API to use a real API, such as http://127.0.0.1:8001 (kubectl proxy), instead of the one in memory, and
// KUBERNETES_TOKEN if it requires a token. For a private certificate authority, also set NODE_EXTRA_CA_CERTS.
const address = process.env.KUBERNETES_API ?? ''
const token = process.env.KUBERNETES_TOKEN?.trim() ?? ''
const path = '/k8s'
// The number of additional BackupStorages in memory: SEED=10000, or npm start -- --seed 10000.
const seed = countOf(process.env.SEED ?? '0')

const kubernetesApi =
  address === '' ? embeddedKubernetesApi(path, { seed }) : proxiedKubernetesApi(path, address, token)

function countOf(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new Error(`SEED must be a number from 0 to 999999, not "${text}".`)
  return Number(text)
}

/** The built page loads nothing from other origins, and runs no inline code. */
function contentSecurityPolicy(): Plugin {
  const content = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; object-src 'none'"
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content }, injectTo: 'head-prepend' },
    ],
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), contentSecurityPolicy(), kubernetesApi],
  define: { __KUBERNETES_API__: JSON.stringify(nameOfApi(address)) },
  server: {
    // The example imports the package by name, from its build in dist/.
    fs: { allow: ['.', '../../dist', '../../node_modules'] },
  },
  build: { target: 'es2022' },
})
