// The page around each contender, with the functions that the benchmark calls.
import { createRoot } from 'react-dom/client'
import { Contender } from 'contender'

const host = document.createElement('div')
document.body.append(host)

const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))

/** Returns the control with a label, ignoring any mark for required fields. */
function control(title) {
  for (const label of document.querySelectorAll('label')) {
    if (label.textContent.replace(/[\s*]+$/, '') === title)
      return document.getElementById(label.htmlFor) ?? label.querySelector('input')
  }
  return undefined
}

globalThis.control = control

/** Mounts and unmounts the form repeatedly. */
globalThis.mountOften = async (times) => {
  root.unmount()
  for (let time = 0; time < times; time++) {
    const mounted = createRoot(host)
    mounted.render(<Contender />)
    await painted()
    if (!host.querySelector('input')) throw new Error('The form did not render.')
    mounted.unmount()
    await painted()
  }
}

const root = createRoot(host)
root.render(<Contender />)
await painted()
console.debug('shown')
