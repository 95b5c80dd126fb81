import styles from '../react/styles.css?inline'

/**
 * The styles for a shadow root. Rules for `.bsf` apply to the element here, where the host's own rules override them.
 */
const shadowStyles = `${styles
  .replaceAll(':where(.bsf)', ':host')
  .replaceAll(/:where\((\[data-theme='(?:light|dark)'\])\)/g, ':host($1)')}
:host { display: block; }
:host([hidden]) { display: none; }
`

let made: CSSStyleSheet | undefined

/** Returns the sheet that all elements share. It is constructed, as a strict CSP forbids inline styles. */
export function styleSheet(): CSSStyleSheet {
  if (!made) {
    made = new CSSStyleSheet()
    made.replaceSync(shadowStyles)
  }
  return made
}
