import type { Plugin, PreviewServer, ViteDevServer } from 'vite'
import { type EmbeddedApiOptions, createEmbeddedApi } from './createEmbeddedApi.ts'

/**
 * Serves the embedded Kubernetes API (simulated) below a path of Vite's servers, for development and preview. Only the
 * development server makes automatic backups.
 */
export function embeddedKubernetesApi(path: string, options: EmbeddedApiOptions = {}): Plugin {
  const serve = ({ middlewares, httpServer }: ViteDevServer | PreviewServer, activity: number): void => {
    const api = createEmbeddedApi({ activity, ...options })
    httpServer?.once('close', api.stop)
    middlewares.use(path, api.handler)
  }
  return {
    name: 'embedded-kubernetes-api',
    configureServer: (server) => serve(server, 20_000),
    configurePreviewServer: (server) => serve(server, 0),
  }
}
