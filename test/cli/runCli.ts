import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { CommandContext } from '../../src/cli/context.ts'
import { run } from '../../src/cli/run.ts'

/** Returns a temporary folder with these files. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'command-line-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

export interface Ran {
  status: number
  stdout: string
  stderr: string
}

export interface Surroundings extends Partial<Pick<CommandContext, 'env' | 'interrupted' | 'importPeer'>> {
  cwd?: string
  stdin?: string
  isTTY?: boolean
  /** Called with all output so far on every write. */
  onOutput?: (said: Ran) => void
}

/** Runs the command line in this process, with the same arguments as in a shell. */
export async function runCli(args: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const { cwd = folderWith(), stdin = '', isTTY = false, onOutput } = surroundings
  const said: Ran = { status: -1, stdout: '', stderr: '' }
  const into = (name: 'stdout' | 'stderr'): CommandContext['stdout'] => ({
    isTTY,
    write: (text) => {
      said[name] += text
      onOutput?.(said)
    },
  })
  async function* input(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(stdin)
  }
  said.status = await run({
    args,
    cwd,
    stdin: input(),
    stdout: into('stdout'),
    stderr: into('stderr'),
    env: surroundings.env ?? {},
    interrupted: surroundings.interrupted ?? (() => new Promise(() => undefined)),
    importPeer: surroundings.importPeer ?? ((name) => import(/* @vite-ignore */ name)),
  })
  return said
}

export const storage = `apiVersion: storage.kubestash.com/v1alpha1
kind: BackupStorage
metadata:
  name: backups
  namespace: demo
spec:
  storage:
    provider: s3
    s3:
      endpoint: https://minio.example.com
      bucket: my-backups
      secretName: backups-secret
      region: us-east-1
  usagePolicy:
    allowedNamespaces:
      from: All
  deletionPolicy: Delete
`

export const otherObject = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n'

/** Returns a provider schema that uses every part of the language. */
export function restSchema(name = 'rest-server'): string {
  return `title: REST server
description: A restic REST server
type: object
x-provider: { name: ${name}, order: 70 }
required: [auth, spec]
properties:
  auth:
    type: object
    required: [REST_PASSWORD]
    properties:
      REST_PASSWORD:
        title: Password
        description: The password of the server.
        type: string
        minLength: 1
        writeOnly: true
  spec:
    type: object
    required: [url]
    properties:
      url:
        title: URL
        description: The address of the server.
        type: string
        minLength: 1
        format: uri
        examples: [https://rest.example.com]
      maxConnections:
        title: Max Connections
        description: How many connections may be open at once.
        type: integer
        minimum: 0
        default: 5
x-manifest:
  - at: /spec/runtimeSettings/pod/podLabels/rest
    const: used
    when:
      { required: [spec], properties: { spec: { required: [url], properties: { url: { pattern: '^http:' } } } } }
x-advice:
  - when:
      required: [backend]
      properties:
        backend:
          required: [spec]
          properties:
            spec: { required: [url], properties: { url: { pattern: '^http:' } } }
    path: /backend/spec/url
    severity: warning
    code: plain-http
    message: The connection is not encrypted. Use https.
`
}
