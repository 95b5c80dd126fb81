import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { secrets, storages } from './consolePage.ts'
import { startConsole } from './startConsole.ts'

// What reaches the API of the example console: not the pages of other origins, no address that isn't a page, and no
// request that the API doesn't serve.

const timeout = 90_000

const console = await startConsole()

describe.concurrent('the API of the console', () => {
  it('is closed to a page on another port', { timeout }, async () => {
    const other = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Another page</title>')
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`
    try {
      await console.visitOwn(
        async (page, { origin, api }) => {
          const url = `${origin}/k8s${secrets}`
          const secret = {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: { name: 'planted' },
            stringData: { A: 'made up' },
          }
          const send = (): Promise<string[]> =>
            page.evaluate(
              async ([at, body]) => {
                const outcomes = [
                  fetch(at).then((response) => response.text()),
                  fetch(at, { method: 'POST', mode: 'no-cors', body: new Blob([body]) }).then(({ type }) => type),
                  fetch(at, { method: 'POST', mode: 'no-cors', body }).then(({ type }) => type),
                  fetch(at, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }).then(
                    () => 'sent',
                  ),
                  fetch(`${at}/azure-storage-cred`, { method: 'DELETE' }).then(() => 'sent'),
                ]
                return Promise.all(outcomes.map((outcome) => outcome.catch(() => 'refused')))
              },
              [url, JSON.stringify(secret)] as const,
            )
          await page.goto(address)
          expect(await send()).toEqual(['refused', 'opaque', 'opaque', 'refused', 'refused'])
          expect((await api('GET', `${secrets}/planted`)).status).toBe(404)
          expect((await api('GET', `${secrets}/azure-storage-cred`)).status).toBe(200)
        },
        { expected: /CORS|ERR_FAILED|status of 40\d|sandbox/ },
      )
    } finally {
      other.close()
    }
  })

  it.each([
    '/storages/demo/..',
    '/storages/demo/%2e%2e',
    '/storages/../azure',
    '/create?from=demo/%2E',
    '/?namespace=..',
  ])('is not asked for anything by an address without a page: %s', { timeout }, (route) =>
    console.visit(
      async (page, { urls }) => {
        await page.getByRole('heading', { name: 'Page not found' }).waitFor()
        await page.getByRole('link', { name: 'Go to BackupStorage' }).waitFor()
        expect(urls.filter((url) => /namespaces|backupstorages|secrets/.test(new URL(url).pathname))).toEqual([])
      },
      { route },
    ),
  )

  it('is asked for the name of the user once', { timeout }, () =>
    console.visit(async (page, { urls }) => {
      await page.getByText('as embedded-admin').waitFor()
      await page.getByRole('link', { name: 'Create New Instance' }).click()
      await page.getByRole('heading', { level: 1, name: 'Create BackupStorage' }).waitFor()
      await page.getByText('as embedded-admin').waitFor()
      const asked = urls.filter((url) => url.includes('authentication.k8s.io')).map((url) => new URL(url).pathname)
      const group = '/k8s/apis/authentication.k8s.io/v1'
      expect(asked).toEqual([group, `${group}/selfsubjectreviews`])
    }),
  )

  it('is not asked for the name of the user on an older Kubernetes, and the console works without', { timeout }, () =>
    console.visitOwn(
      async (page, { api }, { urls }) => {
        await page.getByRole('rowheader', { name: 'azure', exact: true }).waitFor()
        await page.reload()
        await page.getByRole('rowheader', { name: 'azure', exact: true }).waitFor()
        expect(urls.filter((url) => url.includes('selfsubjectreviews'))).toEqual([])
        expect(await page.getByRole('banner').innerText()).toBe('Cluster: embedded Kubernetes API (simulated)')
        expect((await api('GET', storages)).status).toBe(200)
      },
      { cluster: { selfReview: false } },
    ),
  )
})
