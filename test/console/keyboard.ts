import type { CDPSession, Page } from 'playwright'
import { expect } from 'vitest'

/** The focused control, as the browser describes it to assistive technology. */
export interface Focused {
  role: string
  name: string
  /** The accessible description. */
  description: string
  /** The text of a control, or its selected option. */
  value: string
}

/** A page controlled with only the keyboard. */
export interface Keyboard {
  /** Returns the focused control; its role is `page` if no control is focused. Fails if the focus isn't visible. */
  focused: () => Promise<Focused>
  /** Presses Tab until a control is focused: `tabTo('textbox', 'Name')`. Otherwise fails with all focused controls. */
  tabTo: (role: string, name: string, options?: { back?: boolean }) => Promise<Focused>
  press: (key: string) => Promise<void>
  type: (text: string) => Promise<void>
  /** Types into a combobox, and selects an option from its list. */
  choose: (typed: string, option: string) => Promise<void>
  /** Presses an arrow key until the focused control has the name, for example in a radio group. */
  move: (arrow: string, name: string) => Promise<void>
  /** Returns the visible controls of the main part that were never focused. */
  missed: () => Promise<string[]>
}

interface AccessibilityNode {
  role?: { value: string }
  name?: { value: string }
  description?: { value: string }
  value?: { value: string }
}

/** More stops than any page has between two controls. */
const most = 60

/** The page itself, or nothing. */
const noControl: Focused = { role: 'page', name: '', description: '', value: '' }

const say = ({ role, name }: Focused): string => `${role} "${name}"`

/** Returns a keyboard for a page. */
export async function keyboardOf(page: Page): Promise<Keyboard> {
  const session = await page.context().newCDPSession(page)
  const { keyboard } = page

  async function focused(): Promise<Focused> {
    const now = await readFocused(session)
    if (now !== noControl) await expectSeen(page, say(now))
    return now
  }

  async function tabTo(role: string, name: string, { back = false } = {}): Promise<Focused> {
    const seen: string[] = []
    while (seen.length < most) {
      await keyboard.press(back ? 'Shift+Tab' : 'Tab')
      const now = await focused()
      seen.push(say(now))
      if (now.role === role && now.name === name) return now
    }
    throw new Error(`Tab led to no ${role} "${name}". It led to:\n${seen.join('\n')}`)
  }

  async function arrow(key: string, wanted: string, read: () => Promise<string>): Promise<void> {
    const seen: string[] = []
    while (seen.length < most) {
      await keyboard.press(key)
      const now = await read()
      if (now === wanted) return
      seen.push(now)
    }
    throw new Error(`${key} led to no "${wanted}". It led to:\n${seen.join('\n')}`)
  }

  async function choose(typed: string, option: string): Promise<void> {
    await keyboard.type(typed)
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-expanded') === 'true')
    await arrow('ArrowDown', option, () => page.evaluate(activeOption))
    await keyboard.press('Enter')
    expect((await focused()).value, 'the option that was taken').toBe(option)
  }

  return {
    focused,
    tabTo,
    choose,
    move: (key, name) => arrow(key, name, async () => (await focused()).name),
    press: (key) => keyboard.press(key),
    type: (text) => keyboard.type(text),
    missed: () => page.evaluate(missedControls),
  }
}

/** Runs in the page: returns the active option of the focused combobox. */
function activeOption(): string {
  const id = document.activeElement?.getAttribute('aria-activedescendant') ?? ''
  return document.getElementById(id)?.textContent ?? ''
}

async function readFocused(session: CDPSession): Promise<Focused> {
  const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' })
  const { objectId, description: element = '' } = result
  if (objectId === undefined || element.startsWith('body')) return noControl
  const { nodes } = await session.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false })
  const [{ role, name, description, value } = {}] = nodes as AccessibilityNode[]
  return {
    role: role?.value ?? '',
    name: (name?.value ?? '').trim(),
    description: description?.value ?? '',
    value: String(value?.value ?? ''),
  }
}

/** Checks that the focus indicator is drawn, in view and not covered, and marks the control as focused. */
async function expectSeen(page: Page, control: string): Promise<void> {
  const faults = await page.evaluate(() => {
    const element = document.activeElement
    // A heading that is focused to announce new content isn't a control.
    if (!(element instanceof HTMLElement) || element.tabIndex < 0) return []
    element.setAttribute('data-focused', '')
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const { top, bottom, left, right, height, width } = element.getBoundingClientRect()
    const [above, below] = [Math.max(top, 0), Math.min(bottom, innerHeight)]
    const over = document.elementFromPoint(left + width / 2, (above + below) / 2)
    const checks: [boolean, string][] = [
      [outlineStyle !== 'none' && outlineWidth !== '0px', 'it is not drawn'],
      [left >= 0 && right <= innerWidth, `it is out of view: from ${left} to ${right}`],
      // Of a tall control, at least some lines must be visible.
      [below - above >= Math.min(height, 60), `it is out of view: from ${top} down to ${bottom}`],
      [over !== null && (element.contains(over) || over.contains(element)), 'something lies over it'],
    ]
    return checks.flatMap(([passed, fault]) => (passed ? [] : [fault]))
  })
  expect(faults, `the focus on ${control}`).toEqual([])
}

/** Runs in the page. Only one radio of a group is a tab stop. */
function missedControls(): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'main :is(a[href], button, input, select, textarea):not([tabindex="-1"], :disabled)',
  )
  return [...controls]
    .filter((control) => control.checkVisibility() && !control.hasAttribute('data-focused'))
    .filter((control) => !(control instanceof HTMLInputElement && control.type === 'radio' && !control.checked))
    .map((control) => control.getAttribute('aria-label') ?? (control.textContent || control.id))
}
