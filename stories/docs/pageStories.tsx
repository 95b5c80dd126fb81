import type { Meta, StoryObj } from '@storybook/react-vite'
import { lazy, Suspense } from 'react'
import { expect, waitFor } from 'storybook/test'
import { convert, ThemeProvider, themes } from 'storybook/theming'

const MarkdownPage = lazy(() => import('./MarkdownPage.tsx'))

/**
 * Returns the stories of a page of `docs/`: the page itself, and a story for the tests, which skip pages.
 *
 * @param file - the path of the page below `docs/`
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
      // Otherwise the tests would check the empty page while it loads.
      play: ({ canvasElement }) =>
        waitFor(() => expect(canvasElement.querySelector('.docs-page h1')).not.toBeNull(), { timeout: 30_000 }),
    },
  }
}
