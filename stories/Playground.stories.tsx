import type { Meta, StoryObj } from '@storybook/react-vite'
import { Playground as PlaygroundPage } from './playground/Playground.tsx'

/** Try a provider schema: its errors, the form and the manifest, side by side. */
const meta = {
  title: 'Playground',
  component: PlaygroundPage,
  tags: ['!autodocs'],
  parameters: { controls: { disable: true } },
} satisfies Meta<typeof PlaygroundPage>

export default meta

export const Playground: StoryObj<typeof meta> = {}
