import 'backupstorage-forms/element'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useLayoutEffect, useRef } from 'react'
import { expect, fn, waitFor } from 'storybook/test'
import { caseOf } from '../test/fixtures/cases.ts'
import { pretendedCluster } from './pretendedCluster.ts'
import { related, storage } from './relatedObjects.ts'

type Tag = keyof HTMLElementTagNameMap & `backup-storage-${string}`

interface ElementProps {
  /** The element. */
  tag: Tag
  /** Its properties. */
  properties?: Record<string, unknown>
  /** Its event listeners, by event type. */
  listeners?: Record<string, (event: Event) => void>
  /** The CSS of the page. */
  css?: string
}

/** An element as a page without React creates it: by its tag, properties and events. */
function Page({ tag, properties = {}, listeners = {}, css = '' }: ElementProps) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = Object.assign(document.createElement(tag), properties)
    for (const [type, listener] of Object.entries(listeners)) element.addEventListener(type, listener)
    place.current?.append(element)
    return () => element.remove()
  }, [tag, properties, listeners])
  return (
    <>
      <style>{css}</style>
      <div ref={place} />
    </>
  )
}

/**
 * The form, the wizard, the list and the details page for hosts without React. One import registers the four custom
 * elements, which contain React and use a shadow root.
 */
const meta = {
  title: 'Components/Elements',
  component: Page,
  parameters: { controls: { disable: true } },
} satisfies Meta<typeof Page>

export default meta
type Story = StoryObj<typeof meta>

const { values } = caseOf('azure-guide')
const client = pretendedCluster([storage, ...related])

/** Returns an element from the shadow root. */
function inside(canvasElement: HTMLElement, selector: string): HTMLElement {
  const root = canvasElement.querySelector('backup-storage-form, backup-storage-wizard')?.shadowRoot
  const found = root?.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`The element has no ${selector}.`)
  return found
}

export const Form: Story = {
  args: { tag: 'backup-storage-form', properties: { values, canPreview: true }, listeners: { preview: fn() } },
  play: async ({ canvasElement, userEvent, args }) => {
    await waitFor(() => inside(canvasElement, '[part~=button-primary]'))
    await userEvent.click(inside(canvasElement, '[part~=button-primary]'))
    await expect(args.listeners?.['preview']).toHaveBeenCalledOnce()
  },
}

/** With `client` or `base-url`, the wizard writes to the cluster. Otherwise, the page handles the `submit` event. */
export const Wizard: Story = {
  args: { tag: 'backup-storage-wizard', properties: { values, client, canCancel: true } },
  play: async ({ canvasElement, userEvent }) => {
    await waitFor(() => inside(canvasElement, '[part~=button-primary]'))
    await userEvent.click(inside(canvasElement, '[part~=button-primary]'))
    await waitFor(() => expect(inside(canvasElement, '.bsf-editor-host').shadowRoot?.textContent).toContain('kind:'))
  },
}

export const List: Story = {
  args: { tag: 'backup-storage-list', properties: { client, canCreate: true, canNavigate: true } },
}

export const Detail: Story = {
  args: {
    tag: 'backup-storage-detail',
    properties: { client, namespace: 'stash', name: 'default', canEdit: true, canDelete: true },
  },
}

/** Themed by the page, with custom properties and parts. */
export const Themed: Story = {
  args: {
    tag: 'backup-storage-form',
    properties: { values, canPreview: true },
    css: `
      backup-storage-form { --bsf-accent: #4527a0; --bsf-radius: 0; font-family: Georgia, serif; }
      backup-storage-form::part(button-primary) { text-transform: uppercase; letter-spacing: 0.08em; }
      backup-storage-form::part(panel-header) { border-inline-start: 4px solid #4527a0; padding-inline-start: 0.75rem; }
    `,
  },
}
