import type { Meta, StoryObj } from '@storybook/react-vite'
import { lazy, Suspense } from 'react'
import { expect, waitFor } from 'storybook/test'
import { convert, ThemeProvider, themes } from 'storybook/theming'

const MarkdownPage = lazy(() => import('./MarkdownPage.tsx'))

/**
 * The stories of a page of `docs/`: the page itself, and a story of it for the tests, as a page is none.
 *
 * @param file - the page, below `docs/`
 */
export function pageStories(file: string, text: string): { meta: Pick<Meta, 'parameters'>; page: StoryObj } {
  const page = () => (
    <Suspense>
      <MarkdownPage file={file} text={text} />
    </Suspense>
  )
  return {
    meta: { parameters: { docs: { page }, controls: { disable: true } } },
    page: {
      render: () => <ThemeProvider theme={convert(themes.light)}>{page()}</ThemeProvider>,
      // Else what is checked is the nothing that stands there until the page is loaded.
      play: ({ canvasElement }) =>
        waitFor(() => expect(canvasElement.querySelector('.docs-page h1')).not.toBeNull(), { timeout: 30_000 }),
    },
  }
}
