// The page around each contender, and what the benchmark calls in it.
import { createRoot } from 'react-dom/client'
import { Contender } from 'contender'

const host = document.createElement('div')
document.body.append(host)

const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))

/** The control of a label, whatever stands behind its text for a required field. */
function control(title) {
  for (const label of document.querySelectorAll('label')) {
    if (label.textContent.replace(/[\s*]+$/, '') === title)
      return document.getElementById(label.htmlFor) ?? label.querySelector('input')
  }
  return undefined
}

globalThis.control = control

/** Shows the form and takes it away again, so many times. */
globalThis.mountOften = async (times) => {
  root.unmount()
  for (let time = 0; time < times; time++) {
    const mounted = createRoot(host)
    mounted.render(<Contender />)
    await painted()
    if (!host.querySelector('input')) throw new Error('The form is not there.')
    mounted.unmount()
    await painted()
  }
}

const root = createRoot(host)
root.render(<Contender />)
await painted()
console.debug('shown')
