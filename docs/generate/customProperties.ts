/** A custom property that a host may set, as the stylesheet has it. */
export interface CustomProperty {
  name: string
  light: string
  /** Where it differs from the light one. */
  dark: string
  /** What it is for: the comment behind it. */
  text: string
}

const declared = /^\s*(--bsf-[\w-]+): (.+?); \/\* (.+?) \*\/$/
const fallback = /var\((--bsf-[\w-]+), ([^)]+)\);(?: \/\* (.+?) \*\/)?/

/** Those with a comment, and those with a fallback where they are used. The others are of the stylesheet's own. */
export function customProperties(css: string): CustomProperty[] {
  return css.split('\n').flatMap((line) => {
    const [, name = '', value = '', text = ''] = declared.exec(line) ?? fallback.exec(line) ?? []
    if (name === '') return []
    const [, light = value, dark = ''] = /^light-dark\((.+), (.+)\)$/.exec(value) ?? []
    return [{ name, light, dark, text }]
  })
}
