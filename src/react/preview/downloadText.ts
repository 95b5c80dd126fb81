/** Downloads text as a file. */
export function downloadText(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Revoked later, as the browser reads the file after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
