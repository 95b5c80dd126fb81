import { page } from 'vitest/browser'

/** Fills in a field that is folded under More options until it has a value. */
export async function fillConnections(text: string): Promise<void> {
  const closed = page.getByRole('button', { name: 'Expand More options' })
  if (closed.query()) await closed.click()
  await page.getByLabelText(/^Max Connections/).fill(text)
}
