import { pageTitles } from './generated/pageTitles.ts'

/** The path of a link, from the folder of the page that has it. */
function resolve(file: string, path: string): string {
  const parts = file.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/**
 * Where a link of a page of `docs/` leads in Storybook; undefined for what is not in it.
 *
 * @param file - the page, below `docs/`
 */
export function addressOf(file: string, href: string): string | undefined {
  if (/^https?:/.test(href)) return href
  const [path = '', anchor] = href.split('#')
  if (path === '') return `#${anchor ?? ''}`
  const title = pageTitles[resolve(file, path)]
  if (title === undefined) return undefined
  return `?path=/docs/${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}--docs`
}
