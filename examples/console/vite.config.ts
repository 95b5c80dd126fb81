import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { type Plugin, defineConfig } from 'vite'
import { kubernetesProxy, nameOfApi } from './server/kubernetesProxy.ts'
import { embeddedKubernetesApi } from './server/plugin.ts'

// Without this, a Kubernetes API in memory. With it, a real one: KUBERNETES_API=http://127.0.0.1:8001 (kubectl proxy).
const address = process.env.KUBERNETES_API ?? ''
const path = '/k8s'
// How many made-up BackupStorages the API in memory has besides: SEED=10000, or npm start -- --seed 10000.
const seed = countOf(process.env.SEED ?? '0')

const served = address === '' ? {} : { proxy: { [path]: kubernetesProxy(path, address) } }

function countOf(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new Error(`SEED must be a number from 0 to 999999, not "${text}".`)
  return Number(text)
}

/** The page as it is built loads nothing from elsewhere and runs no code but its own files. */
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
  plugins: [react(), contentSecurityPolicy(), ...(address === '' ? [embeddedKubernetesApi(path, { seed })] : [])],
  define: { __KUBERNETES_API__: JSON.stringify(nameOfApi(address)) },
  server: {
    ...served,
    // The package that this example lies in is imported by its name, as its build in dist/.
    fs: { allow: ['.', '../../dist', '../../node_modules'] },
  },
  preview: served,
  build: { target: 'es2022' },
})
