import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { growthEstimator } from '../src/schema/slowPattern.ts'

const folder = fileURLToPath(new URL('../src', import.meta.url))

/** Returns the regular expressions in the sources. */
function literals(): string[] {
  const found = new Set<string>()
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  for (const name of files) {
    const source = ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest)
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) found.add(node.text)
      else ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return [...found]
}

/** The expressions whose estimate is too high, and the most characters of a text that each one gets. */
const exceptions = new Map<string, number>([
  [String.raw`/("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'{,]+)\s*:\s*$/`, 300],
  // The text of a number, at most as long as the expression that matched it.
  [String.raw`/^0+|0+$/g`, 62],
  // A pattern of a schema, and a pasted text: see src/schema/slowPattern.ts and limits.ts.
  [String.raw`/\\[^]|\[(?:\\[^]|[^\]\\])*\]|\{[^}]*\}|[^]/g`, 1000],
  [String.raw`/:\/\/([^\s/:@?#]*:([^\s@]+)|[^\s/:@?#]+)@/g`, 4096],
  ...[
    String.raw`/(?<=^|[\r\n])-----BEGIN ([A-Z0-9 ]+)-----[ \t]*[\r\n]([A-Za-z0-9+/=\s]*)(?<=[\r\n])-----END \1-----(?=[ \t]*(?:[\r\n]|$))/g`,
    String.raw`/0*(\d+)/g`,
    String.raw`/[\s\p{C}\ufffd]+/gu`,
    String.raw`/(?<![^\s,[\]{}])#.*/g`,
    String.raw`/(?<=:\/\/)(?:[^\s/@"']{1,500}|[^\s/:@"']{0,200}:(?!\d{1,5}\/)[^\s@"']{1,300})(?=@)/g`,
    String.raw`/^#+\s*data:|["'][^"']*["']\s*:/`,
    String.raw`/(?<![\w.-])([\w.-]+)["']?\s*[:=]/g`,
    String.raw`/^(["']?)([^\s"',]*)\1[\s,]*$/`,
    String.raw`/[\p{Cc}\p{Cf}\u2028\u2029]+/gu`,
    String.raw`/[^a-z0-9]+/g`,
    String.raw`/\[([^[\]]*)\]|([^.[\]]+)/g`,
    String.raw`/\s+/`,
    String.raw`/\s+/g`,
    String.raw`/^ +|(?<! ) +$/g`,
    String.raw`/^(["'])(.*)\1$/`,
    String.raw`/^\(e\.g\.[^]*?regex used for validation is '[^']*'\)([^]*)/`,
    String.raw`/admission webhook "([^"]+)" denied the request(?:: ([\s\S]*))?/`,
    String.raw`/strict decoding error: ([\s\S]*)/`,
  ].map((text) => [text, 100_000] as const),
])

/** Parts of texts with which an expression could take long. */
const parts = [
  ' ',
  '0',
  'a',
  '[',
  ']',
  '[a',
  '.',
  '"',
  '\\"',
  '\u0001',
  '\n',
  ' :',
  '"a" : ',
  'A A\n',
  '-----\n',
  '://a:',
  '#',
  "'a' ",
  '{',
].concat(
  [
    '-----BEGIN A-----\n',
    '-----BEGIN A-----\nMAA=\n',
    '-----END A-----\n',
    'admission webhook "',
    '" denied the request',
  ],
  ['(e.g.', "regex used for validation is '", "(e.g. regex used for validation is 'a'", 'strict decoding error: '],
)

const growthOf = growthEstimator()

function parse(text: string): [pattern: string, flags: string] {
  const [, pattern = '', flags = ''] = /^\/([^]*)\/([a-z]*)$/.exec(text) ?? []
  return [pattern, flags]
}

describe('the regular expressions of the sources', () => {
  it('take linear time on any text', () => {
    const all = literals()
    const slow = all.filter((text) => growthOf(parse(text)[0]) !== 'linear')
    expect(all.length).toBeGreaterThan(100)
    expect(slow.toSorted()).toEqual([...exceptions.keys()].toSorted())
  })

  it.each([...exceptions])('are fast although their estimate is too high: %s', (text, length) => {
    const expression = new RegExp(...parse(text))
    const start = performance.now()
    for (const part of parts) {
      for (const before of ['', '(e.g.', '"', "'", '-----BEGIN A-----\n'])
        `${before}${part.repeat(length / part.length)}!`.replace(expression, '')
    }
    // One of the 120 texts would take seconds.
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
