import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { baselines, differences, extension, views, writeBaseline } from './compare.ts'
import { otherEnvironment, writeEnvironment } from './environment.ts'
import { startStorybook } from './storybook.ts'

// Every story at all widths and in both themes: `npm run test:visual`. See CONTRIBUTING.md.

const isUpdate = process.env['UPDATE_BASELINES'] === 'true'
const storybook = await startStorybook()
const { workbench } = storybook
afterAll(() => storybook.stop())

if (isUpdate) await writeEnvironment(storybook.browser)
const other = await otherEnvironment(storybook.browser)

it('uses the browser and the fonts of the baselines', () => {
  expect(other, 'Run it in the image of .github/workflows/visual.yml.').toBeUndefined()
})

it('has a story for each baseline', () => {
  const files = existsSync(baselines) ? readdirSync(baselines).filter((file) => file.endsWith(extension)) : []
  const orphans = files.filter((file) => !storybook.stories.includes(file.slice(0, -extension.length)))
  if (isUpdate) for (const file of orphans) rmSync(join(baselines, file))
  else expect(orphans, 'These stories are gone. Remove the files with: npm run test:visual -- --update').toEqual([])
})

describe.runIf(other === undefined)('looks like its baseline', () => {
  it.concurrent.each(storybook.stories)('%s', async (story) => {
    const shots = await storybook.shoot(story, views)
    if (isUpdate) return writeBaseline(workbench, story, shots)
    const found = await differences(workbench, story, shots)
    expect(found, 'If it looks right: npm run test:visual -- --update').toEqual([])
  })
})
