import { pageTitles } from './generated/pageTitles.ts'

/** Resolves the path of a link against the folder of its page. */
function resolve(file: string, path: string): string {
  const parts = file.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/**
 * Returns the target of a link on a page of `docs/` in Storybook, or undefined if Storybook doesn't have it.
 *
 * @param file - the path of the page below `docs/`
 */
export function addressOf(file: string, href: string): string | undefined {
  if (/^https?:/.test(href)) return href
  const [path = '', anchor] = href.split('#')
  if (path === '') return `#${anchor ?? ''}`
  const title = pageTitles[resolve(file, path)]
  if (title === undefined) return undefined
  return `?path=/docs/${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}--docs`
}
