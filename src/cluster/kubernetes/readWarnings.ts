/**
 * Returns the texts of a `Warning` header. The API server writes each as `299 - "text"`, separated by commas (RFC 7234,
 * section 5.5). Other forms are ignored.
 */
export function readWarnings(header: string | null): string[] {
  const found = (header ?? '').matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)
  return [...found].map(([, text = '']) => text.replaceAll(/\\(.)/g, '$1'))
}
