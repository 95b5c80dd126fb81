const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const cell = (text: string): string => oneLine(text).replaceAll('|', '\\|')

/** Returns inline code; empty for an empty text. */
export const code = (text: string): string => (text === '' ? '' : `\`${oneLine(text)}\``)

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Replaces the text between the comments of each region: `<!-- generated: name -->` and `<!-- end -->`. */
export async function fillRegions(text: string, fill: (name: string) => Promise<string>): Promise<string> {
  let filled = text
  for (const [, start = '', name = ''] of text.matchAll(/(<!-- generated: (.+?) -->\n)[\s\S]*?<!-- end -->/g)) {
    const content = await fill(name)
    const from = filled.indexOf(start) + start.length
    filled = `${filled.slice(0, from)}\n${content}\n\n${filled.slice(filled.indexOf('<!-- end -->', from))}`
  }
  return filled
}

/** Prettier's options for a page, as in `package.json`. */
export const markdown = { parser: 'markdown', printWidth: 120, semi: false, singleQuote: true } as const
