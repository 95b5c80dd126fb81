import { Controls, Description, Heading, Primary, Stories, Title, useOf } from '@storybook/addon-docs/blocks'
import type { ReactElement } from 'react'
import MarkdownPage from './MarkdownPage.tsx'

const pages = import.meta.glob<string>('../../docs/components/*.md', { query: '?raw', import: 'default', eager: true })

/** The page of a component: its text from `docs/components`, then its stories. */
export default function ComponentDocs(): ReactElement {
  const { preparedMeta } = useOf('meta', ['meta'])
  const file = `${preparedMeta.title.replace(/^Components/, 'components')}.md`
  const text = pages[`../../docs/${file}`]
  if (text === undefined) {
    return (
      <>
        <Title />
        <Description />
        <Primary />
        <Controls />
        <Stories />
      </>
    )
  }
  return (
    <>
      <MarkdownPage file={file} text={text} />
      <Heading>Try it</Heading>
      <Primary />
      <Stories includePrimary={false} />
    </>
  )
}
