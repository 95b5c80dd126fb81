import type { Plugin } from 'vite'
import { createEmbeddedApi } from './createEmbeddedApi.ts'

/** Serves the embedded Kubernetes API (simulated) below a path of Vite's servers, for development and preview. */
export function embeddedKubernetesApi(path: string): Plugin {
  return {
    name: 'embedded-kubernetes-api',
    configureServer(server) {
      server.middlewares.use(path, start(server.httpServer))
    },
    configurePreviewServer(server) {
      server.middlewares.use(path, start(server.httpServer))
    },
  }
}

function start(server: { once(event: 'close', listener: () => void): unknown } | null) {
  const api = createEmbeddedApi()
  server?.once('close', api.stop)
  return api.handler
}
