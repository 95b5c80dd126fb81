import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Shot, type View, differences, writeBaseline } from './compare.ts'
import { otherEnvironment } from './environment.ts'
import { type Storybook, startStorybook } from './storybook.ts'

// On each push, only a story for each page and provider: all stories are compared at night, by stories.visual.test.ts.

const pages: [story: string, theme: View['theme']][] = [
  ['components-backupstoragelist--default', 'light'],
  ['components-backupstoragedetail--default', 'light'],
  ['components-backupstorageform--faulty', 'light'],
  ['components-backupstoragewizard--preview', 'dark'],
  ['components-backupstoragewizard--with-client', 'light'],
  ['components-backupstoragewizard--edit', 'light'],
  ['providers-s3--empty', 'light'],
  ['providers-azure--filled', 'dark'],
  ['providers-gcs--filled', 'light'],
  ['providers-local--filled', 'light'],
]
const widths = [1280, 400]

let storybook: Storybook

beforeAll(async () => {
  storybook = await startStorybook()
}, 120_000)

afterAll(() => storybook.stop())

describe('a push', () => {
  it('compares at most 20 pictures, all of which exist', () => {
    expect(pages.length * widths.length).toBeLessThanOrEqual(20)
    const gone = pages.flatMap(([story]) => (storybook.stories.includes(story) ? [] : [story]))
    expect(gone, 'stories that are gone or have another name').toEqual([])
  })

  it('changes the look of no page', { timeout: 180_000 }, async ({ skip }) => {
    const other = await otherEnvironment(storybook.browser)
    if (other !== undefined) {
      process.stderr.write(`The look of the pages was not compared. ${other}\n`)
      skip(other)
    }
    const queue = [...pages]
    const found: string[] = []
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [story, theme] = next
        const shots = await storybook.shoot(
          story,
          widths.map((width) => ({ width, theme })),
        )
        const changes = await differences(storybook.workbench, story, shots)
        found.push(...changes.map((change) => `${story}: ${change}`))
      }
    }
    await Promise.all([work(), work()])
    expect(found, 'If they look right: npm run test:visual -- --update').toEqual([])
  })
})

describe('the comparison', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baselines-'))
  const view: View = { width: 400, theme: 'light' }
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function shoot(page: Page, style = '', label = 'Bucket'): Promise<Shot[]> {
    await page.setContent(
      `<style>p { border: 1px solid #aaa } ${style}</style><p>${label} <button>Preview</button></p><p>Prefix</p>`,
    )
    return [{ view, png: await page.screenshot({ fullPage: true }) }]
  }

  it('reports a changed word, colour, border and height, and a story without a baseline', async () => {
    const page = await storybook.browser.newPage({ viewport: { width: view.width, height: 300 } })
    const compare = async (shots: Shot[]): Promise<string[]> =>
      differences(storybook.workbench, 'a-story', shots, folder)

    expect(await compare(await shoot(page))).toEqual([expect.stringContaining('400 px, light: no baseline')])
    await writeBaseline(storybook.workbench, 'a-story', await shoot(page), folder)
    expect(await compare(await shoot(page))).toEqual([])
    for (const [style, label] of [
      ['', 'Buckets'],
      ['button { color: red }', 'Bucket'],
      ['p { border-color: #777 }', 'Bucket'],
      ['button { border-radius: 8px }', 'Bucket'],
    ]) {
      const changed = [expect.stringMatching(/^400 px, light: \d+ squares of 16 px changed/)]
      expect(await compare(await shoot(page, style, label)), `${style} ${label}`).toEqual(changed)
    }
    const taller = [expect.stringMatching(/^400 px, light: about 64 px taller/)]
    expect(await compare(await shoot(page, 'body { padding-bottom: 290px }'))).toEqual(taller)
    await page.close()
  })

  it('reports a story whose look has changed', { timeout: 60_000 }, async () => {
    const story = 'components-manifestdiff--no-differences'
    await writeBaseline(storybook.workbench, story, await storybook.shoot(story, [view]), folder)
    const shots = await storybook.shoot(story, [view], 'p { letter-spacing: 1px }')
    const changed = [expect.stringMatching(/squares of 16 px changed/)]
    expect(await differences(storybook.workbench, story, shots, folder)).toEqual(changed)
  })
})
