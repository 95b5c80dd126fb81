const [readme = ''] = Object.values(
  import.meta.glob<string>('../../schemas/README.md', { query: '?raw', import: 'default', eager: true }),
)

/** The schema that the guide for authors begins with. */
export const readmeExample: string = /^```json\n([^]*?)^```$/m.exec(readme)?.[1] ?? ''
