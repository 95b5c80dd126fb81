import * as components from 'backupstorage-forms'
import type { ArgTypes } from '@storybook/react-vite'
import { componentProps } from './generated/componentProps.ts'

/** Returns the public name of a component, because builds shorten function names. */
function nameOf(component: unknown): string | undefined {
  return Object.entries(components).find(([, one]) => one === component)?.[0]
}

/** Returns a control for strings and booleans. Other properties are listed without one. */
function controlOf(type: string): 'boolean' | 'text' | false {
  if (type === 'boolean') return 'boolean'
  return type === 'string' ? 'text' : false
}

/**
 * Returns the properties of a component for Storybook's tables and controls, including inherited ones. They come from
 * its types, because Storybook's own parser omits inherited ones.
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
