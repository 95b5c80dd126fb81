import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, waitFor, within } from 'storybook/test'
import { Playground } from './playground/Playground.tsx'
import { readmeExample } from './playground/readmeExample.ts'
import { linkTo, textIn } from './playground/shareLink.ts'

/** What an author does in the playground, and what comes of it. */
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

/** The manifest as it is shown; its editor stands in a shadow root. */
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

/** A faulty text shows its faults, each at its line, and the form stays; mended, it brings its new field. */
export const FaultyAndMended: Story = {
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.queryByText(/^Of an earlier text/)).toBeNull()
    const form = part(canvas, 'Form')
    await userEvent.type(form.getByLabelText(/^Name\b/), 'my-storage')
    await userEvent.type(form.getByLabelText(/^URL/), 'https://rest.example.com')
    await userEvent.type(form.getByLabelText(/^Password/), 'typed-password')

    await paste(canvas, userEvent, withZone.replace('"title": "Zone"', '"titel": "Zone"'))
    const fault = await canvas.findByRole('button', {
      name: /^Fault, line \d+ \/properties\/spec\/properties\/zone\/titel/,
    })
    await expect(fault).toHaveTextContent(/Did you mean "title"\?/)
    await expect(canvas.getAllByText(/^Of an earlier text/)).toHaveLength(2)
    await expect(form.getByLabelText(/^URL/)).toHaveValue('https://rest.example.com')
    await expect(form.queryByLabelText(/^Zone/)).toBeNull()

    await userEvent.click(fault)
    await expect(textArea(canvas)).toHaveFocus()
    const { selectionStart, value } = textArea(canvas)
    await expect(value.slice(selectionStart)).toMatch(/^"titel": "Zone"/)

    await paste(canvas, userEvent, withZone)
    await expect(await form.findByLabelText(/^Zone/)).toHaveValue('a')
    await expect(canvas.queryByText(/^Of an earlier text/)).toBeNull()
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

/** What was typed into a field comes back with the field, and a provider may be renamed. */
export const FieldsThatComeAndGo: Story = {
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

/** What a provider must do besides is found by trying it: that its examples are valid, and that people are helped. */
export const TriedWithItsExamples: Story = {
  play: async ({ canvas, userEvent }) => {
    await paste(canvas, userEvent, withZone.replace('"title": "Zone"', '"title": "Zone", "examples": ["a", 7]'))
    const fault = await canvas.findByRole('button', { name: /^Fault, line \d+ \S+\/zone\/examples\/1/ })
    await userEvent.click(fault)
    const { selectionStart, value } = textArea(canvas)
    await expect(value.slice(selectionStart)).toMatch(/^7\]/)
    await expect(canvas.queryByText(/^Of an earlier text/)).toBeNull()
  },
}

/** YAML is read too, and a text that cannot be read says so at its line. */
export const YamlThatCannotBeRead: Story = {
  play: async ({ canvas, userEvent }) => {
    await paste(canvas, userEvent, 'title: A\ntype: object\ntitle: B\n')
    await expect(await canvas.findByRole('button', { name: /^Fault, line 3 .*unique/ })).toBeVisible()
    await paste(canvas, userEvent, `title: ${'x'.repeat(200_000)}`)
    await expect(await canvas.findByRole('button', { name: /no more than 200000 are read/ })).toBeVisible()
  },
}

/** The example comes back at once, and so does what stood there before. */
export const ResetAndUndone: Story = {
  play: async ({ canvas, userEvent }) => {
    await paste(canvas, userEvent, withZone)
    await userEvent.click(canvas.getByRole('button', { name: 'Reset to the example' }))
    await expect(textArea(canvas)).toHaveValue(readmeExample)
    await userEvent.click(within(canvas.getByRole('region', { name: 'Schema' })).getByRole('button', { name: 'Undo' }))
    await expect(textArea(canvas)).toHaveValue(withZone)
    await expect(await part(canvas, 'Form').findByLabelText(/^Zone/)).toHaveValue('a')
  },
}

/** The link that is copied holds the text, and nothing that was typed into the form. */
export const Shared: Story = {
  play: async ({ canvas, userEvent, args }) => {
    const text = withZone.replace('"Zone"', '"Zöne \u{1F4FC}"')
    await paste(canvas, userEvent, text)
    await userEvent.click(canvas.getByRole('button', { name: 'Share' }))
    await expect(await canvas.findByText(/^The link is copied/)).toBeVisible()
    const { calls } = (args.copy as ReturnType<typeof fn>).mock
    const link = calls.at(-1)?.[0] as string
    await expect(link).toMatch(/^https:\/\/example\.com\/playground#schema=[\w-]+$/)
    await expect(link.length).toBeLessThan(text.length)
    await expect(await textIn(link)).toBe(text)
    await expect(canvas.getByLabelText('Link')).toHaveValue(link)
  },
}

/** Where the clipboard is closed, the link can be taken from its field. */
export const SharedWithoutClipboard: Story = {
  args: { copy: fn(() => Promise.reject(new Error('denied'))) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Share' }))
    await expect(await canvas.findByText(/^The clipboard cannot be used/)).toBeVisible()
    await expect(await textIn((canvas.getByLabelText('Link') as HTMLInputElement).value)).toBe(readmeExample)
  },
}

/** A link brings its schema; what it took the place of can be had back. */
export const Opened: Story = {
  loaders: [async () => ({ address: await linkTo('https://example.com/', withZone) })],
  render: (args, { loaded }) => <Playground {...args} address={loaded['address'] as string} />,
  play: async ({ canvas }) => {
    await waitFor(() => expect(textArea(canvas)).toHaveValue(withZone))
    await expect(await part(canvas, 'Form').findByLabelText(/^Zone/)).toHaveValue('a')
    await expect(canvas.queryByRole('alert')?.textContent ?? '').toBe('')
  },
}

/** A link that was cut short says so, and the example stays. */
export const BrokenLink: Story = {
  args: { address: 'https://example.com/#schema=q1YqSSwqUbJSS' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^The link holds no schema that can be read/)).toBeVisible()
    await expect(textArea(canvas)).toHaveValue(readmeExample)
  },
}

async function bomb(): Promise<string> {
  const stream = new Blob(['x'.repeat(20_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return `https://example.com/#schema=${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}

/** A short link with a very long text in it is not opened, and neither is a very long one. */
export const OversizedLinks: Story = {
  loaders: [async () => ({ address: await bomb() })],
  render: (args, { loaded }) => <Playground {...args} address={loaded['address'] as string} />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/^The link holds a text of more than 200000 bytes/)).toBeVisible()
    await expect(textArea(canvas)).toHaveValue(readmeExample)
    await expect(textIn(`https://example.com/#schema=${'A'.repeat(300_000)}`)).rejects.toThrow('more than 200000')
    await expect(textIn('https://example.com/#schema=***')).rejects.toThrow('no schema that can be read')
    await expect(linkTo('https://example.com/', 'x'.repeat(200_001))).rejects.toThrow('Shorten the text')
    await expect(await textIn('https://example.com/#other')).toBeUndefined()
  },
}
