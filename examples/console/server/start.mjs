// Starts the console for development. For SEED, KUBERNETES_API and KUBERNETES_TOKEN, see vite.config.ts.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'

const usage = 'Usage: npm start -- [--seed <count>] [--port <port>] [--host <host>] [--open]'

function readOptions() {
  const options = /** @type {const} */ ({
    seed: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    open: { type: 'boolean' },
  })
  try {
    return parseArgs({ options }).values
  } catch (error) {
    console.error(`${String(error).replace(/^.*?: |\. .*/gs, '')}.\n${usage}`)
    process.exit(2)
  }
}

const { seed, port, host, open } = readOptions()

if (seed !== undefined) process.env.SEED = seed
const server = await createServer({
  configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
  server: {
    ...(port !== undefined && { port: Number(port) }),
    ...(host !== undefined && { host }),
    ...(open !== undefined && { open }),
  },
})
await server.listen()
console.log(
  `Example console, with ${process.env.KUBERNETES_API ? 'the API at KUBERNETES_API' : 'an embedded Kubernetes API (simulated)'}:`,
)
server.printUrls()
server.bindCLIShortcuts({ print: true })
