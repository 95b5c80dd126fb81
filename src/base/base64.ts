const standard = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Whether the text is standard base64 with its padding, on one line. */
export function isBase64(text: string): boolean {
  return standard.test(text)
}

/** The text of standard base64 of UTF-8, as `data` of a Secret holds it; undefined where it is not that. */
export function decodeBase64(encoded: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(encoded.replaceAll(/\s/g, '')), (char) => char.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Standard base64 of the text as UTF-8. */
export function encodeBase64(text: string): string {
  let binary = ''
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** The text that standard base64 stands for; undefined where it is none, or stands for something else than UTF-8. */
export function decodedText(value: string): string | undefined {
  const packed = value.replaceAll(/\s/g, '')
  return packed !== '' && isBase64(packed) ? decodeBase64(packed) : undefined
}
