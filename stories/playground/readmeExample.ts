const [readme = ''] = Object.values(
  import.meta.glob<string>('../../schemas/README.md', { query: '?raw', import: 'default', eager: true }),
)

/** The schema at the start of the guide for authors. */
export const readmeExample: string = /^```json\n([^]*?)^```$/m.exec(readme)?.[1] ?? ''
