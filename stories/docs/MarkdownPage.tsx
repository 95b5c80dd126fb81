import { Markdown } from '@storybook/addon-docs/blocks'
import type { AnchorHTMLAttributes, ReactElement } from 'react'
import { addressOf } from './addressOf.ts'
import './markdownPage.css'

/** Removes comments, and shows the file names of code blocks as a line above them. */
function shown(text: string): string {
  return text
    .replaceAll(/<!--[^]*?-->\n?/g, '')
    .replaceAll(/^( *)(```\w+) (\S+\.\w+)$/gm, '$1`$3`:\n\n$1$2')
    .replaceAll(/^( *```\w+) .*$/gm, '$1')
}

/** A page of `docs/` in Storybook. Tables and code scroll, and links to other pages lead to their Storybook pages. */
export default function MarkdownPage({ file, text }: { file: string; text: string }): ReactElement {
  function Anchor({ href = '', children, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement>): ReactElement {
    const address = addressOf(file, href)
    if (address === undefined) return <span>{children}</span>
    return (
      <a {...rest} href={address} target={address.startsWith('#') ? '_self' : '_top'}>
        {children}
      </a>
    )
  }
  const overrides = {
    a: Anchor,
    table: (props: object) => (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <div className="docs-scroll" tabIndex={0} role="group" aria-label="Table">
        <table {...props} />
      </div>
    ),
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    pre: (props: object) => <pre {...props} tabIndex={0} role="group" aria-label="Code" />,
  }
  return (
    <div className="docs-page">
      <Markdown options={{ overrides }}>{shown(text)}</Markdown>
    </div>
  )
}
