import { maxBytes, sizeOf } from './readSchemaText.ts'

const key = '#schema='

/** The longest fragment that is looked at: a text of the longest kind that could not be made any shorter. */
const maxFragment = key.length + Math.ceil(maxBytes * 1.4)

/** A link cannot be made, or holds no schema; the message says so to a person. */
export class LinkFault extends Error {}

const broken = 'The link contains no valid schema. It may be incomplete: copy it again.'
const tooLong = `The schema in the link is too long. It can have at most ${maxBytes.toLocaleString('en')} bytes.`

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]+$/.test(text)) throw new LinkFault(broken)
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
}

/** Reads to the end, or until there is more than may be: a short link can hold a very long text. */
async function readBounded(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const reader = stream.getReader()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.length
    if (size > maxBytes) {
      await reader.cancel()
      throw new LinkFault(tooLong)
    }
    text += decoder.decode(value, { stream: true })
  }
}

/**
 * The address with the text of a schema in its fragment, which no server sees.
 *
 * @throws {LinkFault} where the text is too long
 */
export async function linkTo(address: string, text: string): Promise<string> {
  if (sizeOf(text) > maxBytes)
    throw new LinkFault(`A link can contain at most ${maxBytes.toLocaleString('en')} bytes. Shorten the schema.`)
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  return new URL(key + toBase64Url(bytes), address).href
}

/**
 * The text of the schema in an address; undefined where it holds none.
 *
 * @throws {LinkFault} where it cannot be read
 */
export async function textIn(address: string): Promise<string | undefined> {
  const { hash } = new URL(address)
  if (!hash.startsWith(key)) return undefined
  if (hash.length > maxFragment) throw new LinkFault(tooLong)
  try {
    const bytes = fromBase64Url(hash.slice(key.length))
    return await readBounded(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')))
  } catch (error) {
    throw error instanceof LinkFault ? error : new LinkFault(broken)
  }
}
