import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { structureOfKind } from '../../src/manifests/structure/structureOf.ts'
import { readSchemas, SchemaError } from '../generate/readSchemas.ts'
import { compareStructures } from './compareStructures.ts'
import { findCrd, Misuse } from './findCrd.ts'

const usage = `Usage: npm run compare-crd -- <file.yaml | file.json | ->
       npm run compare-crd -- --server <address>

Compares schemas/structure.json with a CustomResourceDefinition: in a file, on standard input (-), or from the
API of a cluster, for example at http://127.0.0.1:8001 while "kubectl proxy" is running.
The exit status is 0 if they agree, 1 if they differ, and 2 if they can't be compared.`

interface Source {
  name: string
  content: string
}

async function readServer(address: string, crd: string): Promise<Source> {
  const url = `${address.replace(/\/+$/, '')}/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${crd}`
  let response
  try {
    response = await fetch(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(30_000) })
  } catch (error) {
    const { message, cause } = error as Error
    const reason = cause instanceof Error && cause.message ? cause.message : message
    throw new Misuse(`Can't read ${url}: ${reason}. Check the address, and that "kubectl proxy" is running.`)
  }
  if (response.status === 404) throw new Misuse(`The cluster has no CRD ${crd}: ${url} returned 404.`)
  if (!response.ok) throw new Misuse(`${url} returned ${response.status} ${response.statusText}.`)
  return { name: url, content: await response.text() }
}

function readNamed(file: string): Source {
  try {
    return { name: file, content: readFileSync(file, 'utf8') }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new Misuse(code === 'ENOENT' ? `File not found: ${file}.` : `Can't read ${file}: ${message}.`)
  }
}

async function readSource(crd: string, args: string[], stdin: Readable): Promise<Source> {
  let given
  try {
    given = parseArgs({ args, options: { server: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    const [reason] = (error as Error).message.split('. ') // Node adds advice that does not apply
    throw new Misuse(`${reason}.\n\n${usage}`)
  }
  const { values, positionals } = given
  const [file] = positionals
  if (positionals.length + (values.server === undefined ? 0 : 1) !== 1)
    throw new Misuse(`Specify one CustomResourceDefinition.\n\n${usage}`)
  if (values.server !== undefined) return readServer(values.server, crd)
  return file === '-' ? { name: 'standard input', content: await text(stdin) } : readNamed(String(file))
}

/** The streams of the command, from a process or a test. */
interface Streams {
  stdin: Readable
  print: (line: string) => void
  printError: (line: string) => void
}

/**
 * Compares `schemas/structure.json` with the CustomResourceDefinition that the arguments name.
 *
 * @returns the exit status: 0 if they agree, 1 if they differ, 2 if they can't be compared
 */
export async function compareCrd(args: string[], { stdin, print, printError }: Streams): Promise<number> {
  try {
    const { resource, structure } = readSchemas(join(dirname(fileURLToPath(import.meta.url)), '..'))
    const { apiVersion, kind, plural } = resource['x-resource']
    const [group = '', version = ''] = apiVersion.split('/')
    const { name, content } = await readSource(`${plural}.${group}`, args, stdin)
    const theirs = findCrd(content, name, { group, version, kind })
    const ours = structureOfKind({ ...structure, advice: [] }, { apiVersion, kind })
    if (!ours) throw new Misuse(`schemas/structure.json has no definition for ${kind} of ${apiVersion}.`)
    const differences = compareStructures(ours, structure.definitions, theirs)
    for (const { path, message } of differences) print(`${path || kind}: ${message}`)
    const { length } = differences
    if (length === 0) {
      print(`schemas/structure.json and the CRD in ${name} agree on ${kind} ${version}.`)
      return 0
    }
    const count = length === 1 ? 'is 1 difference' : `are ${length} differences`
    print(`There ${count} between schemas/structure.json, which is "here", and the CRD in ${name}.`)
    return 1
  } catch (error) {
    if (!(error instanceof Misuse || error instanceof SchemaError)) throw error
    printError(error.message)
    return 2
  }
}
