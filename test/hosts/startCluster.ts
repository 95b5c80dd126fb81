import { readFileSync } from 'node:fs'
import { type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { createEmbeddedApi } from '../../examples/console/server/createEmbeddedApi.ts'

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** A Kubernetes API below `/k8s`, along with the pages that use it. */
export interface Cluster {
  origin: string
  /** Sends a request to the API, and returns the object in the response. */
  read: (path: string) => Promise<unknown>
  stop: () => Promise<void>
}

/**
 * Starts the example console's API in memory.
 *
 * @param folder a host's build output to serve from the root
 * @param headers the headers of each file
 */
export async function startCluster(folder?: string, headers: Record<string, string> = {}): Promise<Cluster> {
  const api = createEmbeddedApi({ operatorDelay: 500 })

  function sendFile(path: string, response: ServerResponse): void {
    try {
      if (folder === undefined) throw new Error('There is nothing but the API.')
      const file = join(folder, path === '/' ? 'index.html' : path)
      const content = readFileSync(file)
      response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', ...headers })
      response.end(content)
    } catch {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
    }
  }

  const server = createServer((request, response) => {
    const url = request.url ?? '/'
    if (!url.startsWith('/k8s/')) return sendFile(new URL(url, 'http://localhost').pathname, response)
    request.url = url.slice('/k8s'.length)
    api.handler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    origin,
    async read(path) {
      const response = await fetch(`${origin}/k8s${path}`)
      return response.json()
    },
    async stop() {
      api.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
