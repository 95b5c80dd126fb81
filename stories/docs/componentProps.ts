import * as components from 'backupstorage-forms'
import type { ArgTypes } from '@storybook/react-vite'
import { componentProps } from './generated/componentProps.ts'

/** What the package calls a component: a build shortens the names of functions. */
function nameOf(component: unknown): string | undefined {
  return Object.entries(components).find(([, one]) => one === component)?.[0]
}

/** A control for what can be typed or switched; the other properties are told and not set. */
function controlOf(type: string): 'boolean' | 'text' | false {
  if (type === 'boolean') return 'boolean'
  return type === 'string' ? 'text' : false
}

/**
 * The properties of a component for Storybook's tables and controls, those that it inherits among them. They come from its
 * types: Storybook's own reader of types shows no inherited ones.
 */
export function argTypesOf(component: unknown): ArgTypes {
  const props = componentProps[nameOf(component) ?? ''] ?? []
  return Object.fromEntries(
    props.map((one) => [
      one.name,
      {
        name: one.name,
        description: one.text,
        type: { name: 'other', value: one.type, required: one.required },
        control: controlOf(one.type),
        table: {
          type: { summary: one.type },
          ...(one.default === '' ? {} : { defaultValue: { summary: one.default } }),
        },
      },
    ]),
  )
}
