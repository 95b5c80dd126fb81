import type { ServerResponse } from 'node:http'
import type { ProxyOptions } from 'vite'
import { StatusError } from './status.ts'

/**
 * Forwards the requests below a path to the Kubernetes API at an address. The token is the user's; it may be empty if the
 * address needs none, such as that of `kubectl proxy`.
 */
export function kubernetesProxy(path: string, address: string, token: string): ProxyOptions {
  if (/[^\x21-\x7e]/.test(token)) throw new Error('KUBERNETES_TOKEN must be a token without spaces or line breaks.')
  const message = `no response from ${nameOfApi(address)}. Is "kubectl proxy" running?`
  return {
    target: address,
    changeOrigin: true,
    ...(token !== '' && { headers: { Authorization: `Bearer ${token}` } }),
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
