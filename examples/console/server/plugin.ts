import type { Plugin, PreviewServer, ViteDevServer } from 'vite'
import { type EmbeddedApiOptions, createEmbeddedApi } from './createEmbeddedApi.ts'
import { guard } from './guard.ts'
import { kubernetesProxy } from './kubernetesProxy.ts'

type Server = ViteDevServer | PreviewServer

/**
 * Serves the embedded Kubernetes API (simulated) below a path of Vite's servers, for development and preview. Only the
 * development server makes automatic backups.
 */
export function embeddedKubernetesApi(path: string, options: EmbeddedApiOptions = {}): Plugin {
  const serve = ({ middlewares, httpServer }: Server, activity: number): void => {
    const api = createEmbeddedApi({ activity, ...options })
    httpServer?.once('close', api.stop)
    middlewares.use(path, guard)
    middlewares.use(path, api.handler)
  }
  return {
    name: 'embedded-kubernetes-api',
    config: () => ({ server: { cors: false }, preview: { cors: false } }),
    configureServer: (server) => serve(server, 20_000),
    configurePreviewServer: (server) => serve(server, 0),
  }
}

/** Forwards the requests below a path of Vite's servers to the Kubernetes API at an address. */
export function proxiedKubernetesApi(path: string, address: string, token: string): Plugin {
  const served = { cors: false, proxy: { [path]: kubernetesProxy(path, address, token) } }
  const serve = ({ middlewares }: Server): void => void middlewares.use(path, guard)
  return {
    name: 'proxied-kubernetes-api',
    config: () => ({ server: served, preview: served }),
    configureServer: serve,
    configurePreviewServer: serve,
  }
}
