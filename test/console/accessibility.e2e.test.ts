import type { Locator, Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { waitFor } from '../waitFor.ts'
import { cutOff, heard, listen, lookOf, motions, orderFaults, smallTargets } from './accessChecks.ts'
import { expectFits, field, press, preview, rowOf, startForm } from './consolePage.ts'
import { startConsole } from './startConsole.ts'

// What axe can't check on the pages of the console. The elements are found by role and name, so that the tests hold for
// every design. The way from the list to a ready storage is in keyboard.e2e.test.ts and accessibilityTree.e2e.test.ts.

const timeout = 150_000

const console = await startConsole()

const azure = '/storages/demo/azure'

const evaluate =
  (check: () => string[]) =>
  (page: Page): Promise<string[]> =>
    page.evaluate(check)

/** All pages, each in the state that has the most on it. */
const states: Record<string, { route: string; show: (page: Page) => Promise<unknown> }> = {
  'the list': { route: '/', show: (page) => rowOf(page, 'azure').waitFor() },
  'the form': {
    route: '/create?namespace=demo',
    async show(page) {
      await field(page, 'Name').waitFor()
      const closed = page.getByRole('main').getByRole('button', { name: /^Expand / })
      while ((await closed.count()) > 0) await closed.first().click()
      await press(page, 'Preview')
      await page.getByRole('main').locator('[aria-invalid=true]').first().waitFor()
    },
  },
  'the preview': {
    route: `${azure}/edit`,
    async show(page) {
      await field(page, 'Container').waitFor()
      await preview(page)
    },
  },
  'the storage page': { route: azure, show: (page) => rowOf(page, 'azure-storage-cred').waitFor() },
  'the question before deleting': {
    route: azure,
    async show(page) {
      await press(page, 'Delete')
      await page.getByRole('dialog').waitFor()
    },
  },
}

describe.concurrent('focus order, target size, zoom and reduced motion', () => {
  it.each(Object.entries(states))('are right on %s', { timeout }, (_name, { route, show }) =>
    console.visit(
      async (page) => {
        await show(page)
        expect(await page.evaluate(motions), 'what moves').toEqual([])
        expect(await page.evaluate(smallTargets), 'small targets').toEqual([])
        // Colours are forced to see that the focus doesn't depend on them.
        await page.emulateMedia({ forcedColors: 'active' })
        expect(await orderFaults(page), 'focus order').toEqual([])
        // Windows of 1280 pixels at a zoom of 200 % and 400 %.
        for (const width of [640, 320]) {
          await page.setViewportSize({ width, height: 900 })
          await expectFits(page, `${width} px`)
          expect(await page.evaluate(cutOff), `what is cut off at ${width} px`).toEqual([])
          expect(await page.evaluate(smallTargets), `small targets at ${width} px`).toEqual([])
        }
      },
      { route },
    ),
  )
})

describe.concurrent('the checks', () => {
  const planted: [check: string, markup: string, find: (page: Page) => Promise<string[]>][] = [
    [
      'order',
      '<div style="display: flex; flex-direction: row-reverse"><button>A</button><button>B</button></div>',
      orderFaults,
    ],
    ['focus', '<style>a { outline: none }</style><a href="#">A</a>', orderFaults],
    [
      'target size',
      '<button style="all: unset">A</button> <button style="all: unset">B</button>',
      evaluate(smallTargets),
    ],
    ['zoom', '<p style="inline-size: 4em; overflow: hidden; white-space: nowrap">Kubernetes</p>', evaluate(cutOff)],
    ['motion', '<p style="transition: opacity 1s">A</p>', evaluate(motions)],
  ]

  it.each(planted)('find a planted problem: %s', { timeout }, (_check, markup, find) =>
    console.visit(async (page) => {
      const blank = await page.context().newPage()
      await blank.setContent(markup)
      expect(await find(blank)).not.toEqual([])
      await blank.setContent('<p>A <a href="#">link</a> in a sentence.</p><button style="block-size: 2em">A</button>')
      expect(await find(blank)).toEqual([])
    }),
  )
})

describe.concurrent('forced colours', () => {
  it('leave the current page and the selected option distinguishable', { timeout }, () =>
    console.visit(async (page) => {
      await page.emulateMedia({ forcedColors: 'active' })
      const current = page.getByRole('navigation').getByRole('link', { name: 'BackupStorage' })
      await rowOf(page, 'azure').waitFor()
      expect(await current.getAttribute('aria-current')).toBe('page')
      const marked = await current.evaluate(lookOf)
      await current.evaluate((link) => link.removeAttribute('aria-current'))
      expect(marked, 'the current page').not.toBe(await current.evaluate(lookOf))

      await startForm(page)
      const groups = page.getByRole('main').getByRole('radiogroup')
      expect(await groups.count()).toBeGreaterThan(0)
      for (const group of await groups.all()) {
        const selected = group.getByRole('radio', { checked: true })
        if ((await selected.count()) === 0) continue
        const other = group.getByRole('radio', { checked: false }).first()
        expect(await selected.evaluate(lookOf), 'the selected option').not.toBe(await other.evaluate(lookOf))
      }
    }),
  )

  it('leave a disabled confirmation and the cue for more columns distinguishable', { timeout }, () =>
    console.visit(
      async (page) => {
        await page.emulateMedia({ forcedColors: 'active' })
        await rowOf(page, 'azure-storage-cred').waitFor()
        const cue = (more: string): Promise<string> =>
          page
            .getByRole('grid', { name: 'Repositories' })
            .locator('..')
            .evaluate((frame, to) => {
              frame.dataset['more'] = to
              return getComputedStyle(frame, '::after').borderInlineEndStyle
            }, more)
        expect(await cue('end')).not.toBe(await cue(''))
        await press(page, 'Delete')
        const confirm = page.getByRole('dialog').getByRole('button', { name: 'Delete' })
        const colour = (): Promise<string> => confirm.evaluate((one) => getComputedStyle(one).color)
        const disabled = await colour()
        await page.getByRole('dialog').getByRole('textbox').fill('azure')
        expect(await colour()).not.toBe(disabled)
      },
      { route: azure },
    ),
  )

  it('leave an invalid field distinguishable', { timeout }, () =>
    console.visit(
      async (page) => {
        await page.emulateMedia({ forcedColors: 'active' })
        const name = field(page, 'Name')
        const valid = await name.evaluate(lookOf)
        await press(page, 'Preview')
        await waitFor(async () => expect(await name.getAttribute('aria-invalid')).toBe('true'))
        expect(await name.evaluate(lookOf)).not.toBe(valid)
      },
      { route: '/create' },
    ),
  )
})

describe.concurrent('a dialog', () => {
  const isFocused = (control: Locator): Promise<boolean> =>
    control.evaluate((element) => element === document.activeElement)

  /** Opens a dialog with the keyboard, checks that it keeps the focus, and closes it with Escape. */
  async function openAndClose(page: Page, opener: Locator): Promise<void> {
    await opener.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    for (let stops = 0; stops < 12; stops++) {
      const isInside = await dialog.evaluate((element) => element.contains(document.activeElement))
      const isInPage = await page.evaluate(() => document.activeElement !== document.body)
      // After the last control the browser's own controls follow.
      expect(isInside || !isInPage, 'the focus is in the dialog').toBe(true)
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await isFocused(opener), 'the focus is back').toBe(true)
  }

  it('keeps the focus, and returns it to the button that opened it', { timeout }, () =>
    console.visit(async (page) => {
      await page.goto(`${console.origin}/#${azure}`)
      await rowOf(page, 'azure-storage-cred').waitFor()
      await openAndClose(page, page.getByRole('button', { name: 'Delete', exact: true }))
      await page.goto(`${console.origin}/#/create?namespace=demo`)
      await field(page, 'Name').fill('typed')
      await openAndClose(page, page.getByRole('button', { name: 'Reset' }))
      await openAndClose(page, page.getByRole('button', { name: /from.*manifest/i }))
    }),
  )
})

describe.concurrent('announcements', () => {
  it('are made once: the rows found, the number of errors, and a deletion', { timeout }, () =>
    console.visitOwn(async (page) => {
      const said = async (about: RegExp): Promise<string[]> => {
        await page.waitForTimeout(1500)
        return (await heard(page)).filter((text) => about.test(text))
      }
      await rowOf(page, 'azure').waitFor()
      await page.evaluate(listen)
      await page.getByRole('searchbox').fill('gcs')
      expect(await said(/found|items?/)).toEqual(['1 item found.'])
      await page.getByRole('searchbox').fill('')

      await startForm(page)
      await press(page, 'Preview')
      expect(await said(/error/)).toEqual(['Fix 6 errors to continue.'])
      expect(await said(/./), 'what is repeated').toEqual([])

      await page.evaluate(() => (location.hash = '/storages/demo/scratch'))
      await press(page, 'Delete')
      const dialog = page.getByRole('dialog')
      // The deletion policy is WipeOut, so the name is required.
      await dialog.getByRole('textbox').fill('scratch')
      await heard(page)
      await dialog.getByRole('button', { name: 'Delete and erase backups', exact: true }).click()
      await page.getByRole('heading', { level: 1, name: 'BackupStorage', exact: true }).waitFor()
      const deletion = await said(/scratch/)
      expect(deletion).toContainEqual(expect.stringContaining('was deleted'))
      expect(new Set(deletion).size, deletion.join(' ')).toBe(deletion.length)
    }),
  )
})
