/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} file its component, in this folder
 * @property {boolean} compiles whether it compiles code in the page, which a strict Content-Security-Policy blocks
 * @property {(page: import('playwright').Page, provider: { name: string, title: string }) => Promise<void>} select
 * selects another provider, as a user does
 */

/** @type {Contender['select']} */
const ofSelect = async (page, { name }) => {
  await page.getByLabel('Provider', { exact: true }).selectOption(name)
}

/** @type {readonly Contender[]} */
export const contenders = [
  { name: 'limit', file: 'limit.jsx', compiles: false, select: ofSelect },
  {
    name: 'rjsf, typical',
    file: 'rjsfUnion.jsx',
    compiles: true,
    select: async (page, { title }) => {
      await page.locator('select[id$="__oneof_select"]').selectOption({ label: title })
    },
  },
  { name: 'rjsf, flat', file: 'rjsfFlat.jsx', compiles: false, select: ofSelect },
  { name: 'JSON Forms', file: 'jsonForms.jsx', compiles: true, select: ofSelect },
  { name: 'uniforms', file: 'uniforms.jsx', compiles: true, select: ofSelect },
  {
    name: 'ours',
    file: 'ours.jsx',
    compiles: false,
    select: async (page, { name }) => {
      await page.locator(`[data-bsf-path="/backend/provider"] input[value="${name}"]`).check()
    },
  },
]
