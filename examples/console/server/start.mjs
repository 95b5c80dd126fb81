// Starts the console for development: npm start [-- --seed 10000] [--port 5173] [--host 127.0.0.1] [--open]
// Vite's own command takes no options but its own. KUBERNETES_API and SEED say the same in the environment.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'

const { seed, port, host, open } = parseArgs({
  options: { seed: { type: 'string' }, port: { type: 'string' }, host: { type: 'string' }, open: { type: 'boolean' } },
}).values

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
server.printUrls()
server.bindCLIShortcuts({ print: true })
