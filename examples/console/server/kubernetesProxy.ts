import type { ServerResponse } from 'node:http'
import type { ProxyOptions } from 'vite'
import { StatusError } from './status.ts'

/** Forwards the requests below a path to the Kubernetes API at an address, such as that of `kubectl proxy`. */
export function kubernetesProxy(path: string, address: string): ProxyOptions {
  const message = `no response from ${nameOfApi(address)}. Is "kubectl proxy" running?`
  return {
    target: address,
    changeOrigin: true,
    rewrite: (url) => url.slice(path.length),
    configure: (proxy) => {
      proxy.on('error', (_error, _request, response) => {
        if (!('writeHead' in response) || response.headersSent) return
        sendUnavailable(response, message)
      })
    },
  }
}

/** Returns the page's name for the API: its address without potential secrets. */
export function nameOfApi(address: string): string {
  if (address === '') return 'embedded Kubernetes API (simulated)'
  if (!URL.canParse(address) || !/^https?:/.test(address)) {
    throw new Error(`KUBERNETES_API must be an address such as http://127.0.0.1:8001, not "${address}".`)
  }
  const { origin, pathname } = new URL(address)
  return origin + (pathname === '/' ? '' : pathname)
}

function sendUnavailable(response: ServerResponse, message: string): void {
  const status = new StatusError(503, 'ServiceUnavailable', message)
  response.writeHead(503, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(status.body()))
}
