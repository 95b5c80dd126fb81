import styles from '../react/styles.css?inline'

/**
 * The styles for a shadow root: what is set on `.bsf` in a page is set on the element here, where the page's own rules for
 * the element take its place.
 */
const shadowStyles = `${styles
  .replaceAll(':where(.bsf)', ':host')
  .replaceAll(/:where\((\[data-theme='(?:light|dark)'\])\)/g, ':host($1)')}
:host { display: block; }
:host([hidden]) { display: none; }
`

let made: CSSStyleSheet | undefined

/** One sheet for all elements. A constructed one is no inline style, which a strict CSP would forbid. */
export function styleSheet(): CSSStyleSheet {
  if (!made) {
    made = new CSSStyleSheet()
    made.replaceSync(shadowStyles)
  }
  return made
}
