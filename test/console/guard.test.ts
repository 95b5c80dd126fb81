import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type InlineConfig, createServer, preview } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedKubernetesApi } from '../../examples/console/server/plugin.ts'

// Who may use the Kubernetes API that Vite's servers serve below /k8s.

const secrets = '/k8s/api/v1/namespaces/demo/secrets'

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

describe.each(['dev', 'preview'])('the %s server', (kind) => {
  let port = 0
  const closing: (() => unknown)[] = []

  beforeAll(async () => {
    const outDir = mkdtempSync(join(tmpdir(), 'console-guard-'))
    writeFileSync(join(outDir, 'index.html'), '<!doctype html>')
    closing.push(() => rmSync(outDir, { recursive: true }))
    const listen = { host: '127.0.0.1', port: 0 }
    const config: InlineConfig = {
      configFile: false,
      root: outDir,
      logLevel: 'silent',
      plugins: [embeddedKubernetesApi('/k8s')],
      build: { outDir },
      optimizeDeps: { noDiscovery: true, include: [] },
      server: { ...listen, ws: false, watch: null },
      preview: listen,
    }
    const server = kind === 'dev' ? await (await createServer(config)).listen() : await preview(config)
    closing.push(() => server.close())
    const address = server.httpServer?.address() as AddressInfo | undefined
    port = address?.port ?? 0
  })

  afterAll(async () => {
    for (const close of closing.reverse()) await close()
  })

  function send(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, method, path, headers: { ...headers } }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }

  const json = { 'content-type': 'application/json' }
  const secret = (name: string): string =>
    JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData: { KEY: 'made up' } })
  const own = (): Record<string, string> => ({ origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' })

  it('serves its own pages, and tools that are no browser', async () => {
    expect((await send('GET', secrets, { 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await send('POST', secrets, { ...own(), ...json }, secret('a'))).status).toBe(201)
    expect(
      (await send('POST', secrets, { 'content-type': 'application/json; charset=utf-8' }, secret('b'))).status,
    ).toBe(201)
    const merge = { 'content-type': 'application/merge-patch+json' }
    expect((await send('PATCH', `${secrets}/a`, { ...own(), ...merge }, '{"stringData":{"KEY":"x"}}')).status).toBe(200)
    expect((await send('DELETE', `${secrets}/a`, own())).status).toBe(200)
    // An address that the user enters.
    expect((await send('GET', secrets, { 'sec-fetch-site': 'none' })).status).toBe(200)
    // The same server under its other names.
    const local = { host: `localhost:${port}`, origin: `http://localhost:${port}` }
    expect((await send('GET', secrets, local)).status).toBe(200)
    // Another development server that forwards the requests of its own page.
    const forwarded = { host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }
    expect((await send('GET', secrets, forwarded)).status).toBe(200)
  })

  it.each([
    ['another site', { origin: 'https://attacker.test', 'sec-fetch-site': 'cross-site' }],
    ['another port of the same host', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' }],
    ['another port, in an older browser', { origin: 'http://127.0.0.1:3000' }],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['an image or a link on another site', { 'sec-fetch-site': 'cross-site' }],
    ['a host that starts like this one', { origin: 'http://127.0.0.1.attacker.test' }],
  ])('refuses %s, to read and to write', async (_name, headers) => {
    for (const answer of [
      await send('GET', secrets, headers),
      await send('POST', secrets, { ...headers, ...json }, secret('stolen')),
      await send('DELETE', `${secrets}/azure-storage-cred`, headers),
      await send('OPTIONS', secrets, { ...headers, 'access-control-request-method': 'POST' }),
      await send('POST', '/k8s/embedded/faults', { ...headers, ...json }, '{"faults":[]}'),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: expect.stringContaining('"reason":"Forbidden"') as string })
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
    expect((await send('GET', `${secrets}/stolen`)).status).toBe(404)
    expect((await send('GET', `${secrets}/azure-storage-cred`)).status).toBe(200)
  })

  it.each([
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; json',
  ])('refuses a body of the type %j, which any page can send', async (type) => {
    const headers: Record<string, string> = type === '' ? {} : { 'content-type': type }
    for (const method of ['POST', 'PUT', 'PATCH']) {
      const path = method === 'POST' ? secrets : `${secrets}/azure-storage-cred`
      expect((await send(method, path, headers, secret('typed'))).status).toBe(415)
    }
    expect((await send('GET', `${secrets}/typed`)).status).toBe(404)
  })

  it.each(['attacker.test', 'attacker.test:80', 'localhost.attacker.test'])(
    'refuses the host name %s, which leads here only by DNS rebinding',
    async (host) => {
      const answer = await send('GET', secrets, { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })
      expect(answer.status).toBe(403)
      expect(answer.body).not.toContain('SecretList')
    },
  )

  it('lets no other origin read its pages', async () => {
    const answer = await send('GET', '/', { origin: 'http://127.0.0.1:3000', accept: 'text/html' })
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  })
})
