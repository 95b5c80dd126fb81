import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, waitFor, within } from 'storybook/test'
import { Playground } from './playground/Playground.tsx'
import { readmeExample } from './playground/readmeExample.ts'
import { linkTo, textIn } from './playground/shareLink.ts'

/** Interactions with the playground and their results. */
const meta = {
  title: 'Interaction/Playground',
  component: Playground,
  tags: ['!autodocs'],
  args: { address: 'https://example.com/playground', copy: fn(() => Promise.resolve()) },
} satisfies Meta<typeof Playground>

export default meta
type Story = StoryObj<typeof meta>
type Canvas = Parameters<NonNullable<Story['play']>>[0]['canvas']
type User = Parameters<NonNullable<Story['play']>>[0]['userEvent']

const textArea = (canvas: Canvas): HTMLTextAreaElement => canvas.getByLabelText('Provider schema, JSON or YAML')
const part = (canvas: Canvas, name: string): ReturnType<typeof within> => within(canvas.getByRole('region', { name }))

/** Returns the visible manifest. Its editor is in a shadow root. */
const manifestText = (canvas: Canvas): string =>
  [...canvas.getByRole('region', { name: 'Manifest' }).querySelectorAll('*')]
    .flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll('.cm-line') ?? [])])
    .map(({ textContent }) => textContent)
    .join('\n')

async function paste(canvas: Canvas, userEvent: User, text: string): Promise<void> {
  await userEvent.clear(textArea(canvas))
  await userEvent.click(textArea(canvas))
  await userEvent.paste(text)
}

const withZone = readmeExample.replace(
  '"url":',
  '"zone": { "type": "string", "title": "Zone", "default": "a" },\n        "url":',
)

/** An invalid schema shows its errors by line, and the form stays. Once fixed, its new field appears. */
export const FaultyAndMended: Story = {
  name: 'Errors Fixed',
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.queryByText(/^From the last valid schema/)).toBeNull()
    const form = part(canvas, 'Form')
    await userEvent.type(form.getByLabelText(/^Name\b/), 'my-storage')
    await userEvent.type(form.getByLabelText(/^URL/), 'https://rest.example.com')
    await userEvent.type(form.getByLabelText(/^Password/), 'typed-password')

    await paste(canvas, userEvent, withZone.replace('"title": "Zone"', '"titel": "Zone"'))
    const fault = await canvas.findByRole('button', {
      name: /^Error, line \d+ \/properties\/spec\/properties\/zone\/titel/,
    })
    await expect(fault).toHaveTextContent(/Did you mean "title"\?/)
    await expect(canvas.getAllByText(/^From the last valid schema/)).toHaveLength(2)
    await expect(form.getByLabelText(/^URL/)).toHaveValue('https://rest.example.com')
    await expect(form.queryByLabelText(/^Zone/)).toBeNull()

    await userEvent.click(fault)
    await expect(textArea(canvas)).toHaveFocus()
    const { selectionStart, value } = textArea(canvas)
    await expect(value.slice(selectionStart)).toMatch(/^"titel": "Zone"/)

    await paste(canvas, userEvent, withZone)
    await expect(await form.findByLabelText(/^Zone/)).toHaveValue('a')
    await expect(canvas.queryByText(/^From the last valid schema/)).toBeNull()
    await expect(form.getByLabelText(/^Name\b/)).toHaveValue('my-storage')
    await expect(form.getByLabelText(/^URL/)).toHaveValue('https://rest.example.com')
    await expect(form.getByLabelText(/^Password/)).toHaveValue('typed-password')
    await waitFor(() => expect(manifestText(canvas)).toContain('zone: a'))
    await userEvent.clear(form.getByLabelText(/^Zone/))
    await userEvent.type(form.getByLabelText(/^Zone/), 'north')
    await waitFor(() => expect(manifestText(canvas)).toContain('zone: north'))
    await expect(manifestText(canvas)).not.toContain('typed-password')
  },
}

/** A value returns with its field, and the provider can be renamed. */
export const FieldsThatComeAndGo: Story = {
  name: 'Fields Removed and Added',
  play: async ({ canvas, userEvent }) => {
    const form = part(canvas, 'Form')
    await paste(canvas, userEvent, withZone)
    await userEvent.type(await form.findByLabelText(/^Zone/), '-north')
    await userEvent.type(form.getByLabelText(/^URL/), 'https://rest.example.com')
    await paste(canvas, userEvent, readmeExample.replace('"name": "rest"', '"name": "other"'))
    await waitFor(() => expect(form.queryByLabelText(/^Zone/)).toBeNull())
    await expect(form.getByLabelText(/^URL/)).toHaveValue('https://rest.example.com')
    await paste(canvas, userEvent, withZone)
    await expect(await form.findByLabelText(/^Zone/)).toHaveValue('a-north')
  },
}

/** The playground also runs `checkConformance`: here, an example is invalid. */
export const TriedWithItsExamples: Story = {
  name: 'Invalid Example',
  play: async ({ canvas, userEvent }) => {
    await paste(canvas, userEvent, withZone.replace('"title": "Zone"', '"title": "Zone", "examples": ["a", 7]'))
    const fault = await canvas.findByRole('button', { name: /^Error, line \d+ \S+\/zone\/examples\/1/ })
    await userEvent.click(fault)
    const { selectionStart, value } = textArea(canvas)
    await expect(value.slice(selectionStart)).toMatch(/^7\]/)
    await expect(canvas.queryByText(/^From the last valid schema/)).toBeNull()
  },
}

/** YAML works too. Syntax errors are shown by line. */
export const YamlThatCannotBeRead: Story = {
  name: 'Invalid YAML',
  play: async ({ canvas, userEvent }) => {
    await paste(canvas, userEvent, 'title: A\ntype: object\ntitle: B\n')
    await expect(await canvas.findByRole('button', { name: /^Error, line 3 .*unique/ })).toBeVisible()
    await paste(canvas, userEvent, `title: ${'x'.repeat(200_000)}`)
    await expect(await canvas.findByRole('button', { name: /at most 200,000 bytes/ })).toBeVisible()
  },
}

/** Reset restores the example, and Undo restores the text before it. */
export const ResetAndUndone: Story = {
  name: 'Reset and Undo',
  play: async ({ canvas, userEvent }) => {
    await paste(canvas, userEvent, withZone)
    await userEvent.click(canvas.getByRole('button', { name: 'Reset to the example' }))
    await expect(textArea(canvas)).toHaveValue(readmeExample)
    await userEvent.click(within(canvas.getByRole('region', { name: 'Schema' })).getByRole('button', { name: 'Undo' }))
    await expect(textArea(canvas)).toHaveValue(withZone)
    await expect(await part(canvas, 'Form').findByLabelText(/^Zone/)).toHaveValue('a')
  },
}

/** The copied link contains the schema, but no values of the form. */
export const Shared: Story = {
  play: async ({ canvas, userEvent, args }) => {
    const text = withZone.replace('"Zone"', '"Zöne \u{1F4FC}"')
    await paste(canvas, userEvent, text)
    await userEvent.click(canvas.getByRole('button', { name: 'Share' }))
    await expect(await canvas.findByText(/^Link copied/)).toBeVisible()
    const { calls } = (args.copy as ReturnType<typeof fn>).mock
    const link = calls.at(-1)?.[0] as string
    await expect(link).toMatch(/^https:\/\/example\.com\/playground#schema=[\w-]+$/)
    await expect(link.length).toBeLessThan(text.length)
    await expect(await textIn(link)).toBe(text)
    await expect(canvas.getByLabelText('Link')).toHaveValue(link)
  },
}

/** Without access to the clipboard, users can copy the link from a field. */
export const SharedWithoutClipboard: Story = {
  args: { copy: fn(() => Promise.reject(new Error('denied'))) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Share' }))
    await expect(await canvas.findByText(/^The clipboard is not available/)).toBeVisible()
    await expect(await textIn((canvas.getByLabelText('Link') as HTMLInputElement).value)).toBe(readmeExample)
  },
}

/** A link opens its schema. */
export const Opened: Story = {
  loaders: [async () => ({ address: await linkTo('https://example.com/', withZone) })],
  render: (args, { loaded }) => <Playground {...args} address={loaded['address'] as string} />,
  play: async ({ canvas }) => {
    await waitFor(() => expect(textArea(canvas)).toHaveValue(withZone))
    await expect(await part(canvas, 'Form').findByLabelText(/^Zone/)).toHaveValue('a')
    await expect(canvas.queryByRole('alert')?.textContent ?? '').toBe('')
  },
}

/** A truncated link shows an error, and the example stays. */
export const BrokenLink: Story = {
  args: { address: 'https://example.com/#schema=q1YqSSwqUbJSS' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^The link contains no valid schema/)).toBeVisible()
    await expect(textArea(canvas)).toHaveValue(readmeExample)
  },
}

async function bomb(): Promise<string> {
  const stream = new Blob(['x'.repeat(20_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return `https://example.com/#schema=${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}

/** Links with more text than allowed are not opened, compressed or not. */
export const OversizedLinks: Story = {
  loaders: [async () => ({ address: await bomb() })],
  render: (args, { loaded }) => <Playground {...args} address={loaded['address'] as string} />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^The schema in the link is too long/)).toBeVisible()
    await expect(textArea(canvas)).toHaveValue(readmeExample)
    await expect(textIn(`https://example.com/#schema=${'A'.repeat(300_000)}`)).rejects.toThrow('too long')
    await expect(textIn('https://example.com/#schema=***')).rejects.toThrow('no valid schema')
    await expect(linkTo('https://example.com/', 'x'.repeat(200_001))).rejects.toThrow('Shorten the schema')
    await expect(await textIn('https://example.com/#other')).toBeUndefined()
  },
}
