import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A code block in a page. */
export interface Block {
  /** The page's path in the repository. */
  page: string
  /** The number of its first line, from 1. */
  line: number
  /** The language: `tsx`; empty if not given. */
  kind: string
  /** The rest of the info string: one of our keywords or a file name. */
  info: string
  code: string
  /** The application in `test/hosts` named in a comment before the block, or an empty string. */
  host: string
  /** Whether the generator wrote it. */
  isGenerated: boolean
}

/** A Markdown page. */
export interface Page {
  file: string
  text: string
  blocks: Block[]
  /** The anchors of the headings, as GitHub generates them. */
  anchors: Set<string>
  /** The targets of links and images, with their lines. */
  links: { target: string; line: number }[]
}

export const root = fileURLToPath(new URL('../..', import.meta.url))

const left = new Set(['node_modules', 'dist', 'storybook-static', 'results', '.git', '.next'])

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return left.has(entry.name) ? [] : filesBelow(file)
    return /\.mdx?$/.test(entry.name) ? [file] : []
  })
}

function anchorsOf(lines: readonly string[]): Set<string> {
  const anchors = new Set<string>()
  for (const line of lines) {
    const [, title] = /^#{1,6} (.+)$/.exec(line) ?? []
    if (title === undefined) continue
    const words = title.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const base = words.replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '').replaceAll(' ', '-')
    let anchor = base
    for (let number = 1; anchors.has(anchor); number++) anchor = `${base}-${number}`
    anchors.add(anchor)
  }
  return anchors
}

function readPage(file: string): Page {
  const text = readFileSync(join(root, file), 'utf8')
  const blocks: Block[] = []
  const outside: string[] = []
  const links: Page['links'] = []
  let open: Block | undefined
  let host = ''
  let region = text.startsWith('<!-- Generated')
  text.split('\n').forEach((content, index) => {
    const fence = /^ *```(\S*) ?(.*)$/.exec(content)
    if (open) {
      if (content.trim() === '```') open = undefined
      else open.code += `${content}\n`
    } else if (fence) {
      const [, kind = '', info = ''] = fence
      open = { page: file, line: index + 1, kind, info, code: '', host, isGenerated: region }
      blocks.push(open)
    } else {
      host = /^<!-- files of (test\/hosts\/\S+) -->$/.exec(content)?.[1] ?? host
      if (content.startsWith('<!-- generated:')) region = true
      if (content === '<!-- end -->') region = false
      outside.push(content)
      const spoken = content.replaceAll(/`[^`]*`/g, '')
      for (const [, target = ''] of spoken.matchAll(/\]\(([^)\s]+)\)/g)) links.push({ target, line: index + 1 })
    }
  })
  if (open) throw new Error(`${file}:${open.line}: the block does not end`)
  return { file, text, blocks, anchors: anchorsOf(outside), links }
}

/** All pages of the repository. */
export const allPages: readonly Page[] = filesBelow('').map(readPage)

/** Returns the position of a block for a message. */
export const placeOf = ({ page, line }: { page: string; line: number }): string => `${page}:${line}`
