import { maxBytes, sizeOf } from './readSchemaText.ts'

const key = '#schema='

/** The maximum length of a fragment: the longest text, uncompressed. */
const maxFragment = key.length + Math.ceil(maxBytes * 1.4)

/** An error in creating or reading a link, with a message for users. */
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

/** Reads to the end, up to the maximum length, because a short link can contain a very long text. */
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
 * Returns the address with a schema in its fragment, which is never sent to a server.
 *
 * @throws {LinkFault} if the text is too long
 */
export async function linkTo(address: string, text: string): Promise<string> {
  if (sizeOf(text) > maxBytes)
    throw new LinkFault(`A link can contain at most ${maxBytes.toLocaleString('en')} bytes. Shorten the schema.`)
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  return new URL(key + toBase64Url(bytes), address).href
}

/**
 * Returns the schema in an address, or undefined if it has none.
 *
 * @throws {LinkFault} if the schema can't be read
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
