/**
 * The texts of a `Warning` header, in which the API server writes each as `299 - "text"`, several with commas between
 * them (RFC 7234, section 5.5). What has another form is left out.
 */
export function readWarnings(header: string | null): string[] {
  const found = (header ?? '').matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)
  return [...found].map(([, text = '']) => text.replaceAll(/\\(.)/g, '$1'))
}
