const standard = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Returns whether the text is standard base64 with padding, on one line. */
export function isBase64(text: string): boolean {
  return standard.test(text)
}

/** Decodes base64 of UTF-8 text, as in `data` of a Secret, ignoring whitespace. Returns undefined if it is invalid. */
export function decodeBase64(encoded: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(encoded.replaceAll(/\s/g, '')), (char) => char.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Encodes the UTF-8 bytes of a text as standard base64. */
export function encodeBase64(text: string): string {
  let binary = ''
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** Decodes padded base64 of UTF-8 text, ignoring whitespace. Returns undefined for anything else. */
export function decodedText(value: string): string | undefined {
  const packed = value.replaceAll(/\s/g, '')
  return packed !== '' && isBase64(packed) ? decodeBase64(packed) : undefined
}
