/** A custom property that a host may set, as the style sheet defines it. */
export interface CustomProperty {
  name: string
  light: string
  /** The dark value; empty if it is the same as the light one. */
  dark: string
  /** Its purpose: the comment after it. */
  text: string
}

const declared = /^\s*(--bsf-[\w-]+): (.+?); \/\* (.+?) \*\/$/
const fallback = /var\((--bsf-[\w-]+), ([^)]+)\);(?: \/\* (.+?) \*\/)?/

/** Returns the properties with a comment, and those used with a fallback. The others are internal. */
export function customProperties(css: string): CustomProperty[] {
  return css.split('\n').flatMap((line) => {
    const [, name = '', value = '', text = ''] = declared.exec(line) ?? fallback.exec(line) ?? []
    if (name === '') return []
    const [, light = value, dark = ''] = /^light-dark\((.+), (.+)\)$/.exec(value) ?? []
    return [{ name, light, dark, text }]
  })
}
