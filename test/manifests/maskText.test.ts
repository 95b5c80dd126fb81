import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MaskedText } from '../../src/manifests/maskText.ts'
import { mask, maskText } from '../../src/manifests/maskText.ts'
import { secretRanges } from '../../src/manifests/secretRanges.ts'
import { changeBehind } from '../../src/react/editor/hiddenRanges.ts'
import { check } from '../property.ts'

/** Returns the text after an edit of its masked form. */
function editMasked(text: string, masked: MaskedText, edited: string): string {
  const { from, to, insert } = changeBehind(masked, edited)
  return text.slice(0, from) + insert + text.slice(to)
}

/** Returns the parts of a text that contain values of Secrets. */
const secrets = (text: string): string[] => secretRanges(text).map(({ from, to }) => text.slice(from, to))

const secret = (body: string): string => `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n${body}`

describe('secretRanges', () => {
  it.each([
    ['plain values', secret('stringData:\n  A: made-up\n  B: "made up"\n'), ['made-up', '"made up"']],
    ['encoded values', secret('data: {A: bWFkZQ==, B: dXA=}\n'), ['bWFkZQ==', 'dXA=']],
    ['block scalars', secret('stringData:\n  A: |\n    made\n    up\ntype: Opaque\n'), ['|\n    made\n    up']],
    ["values that aren't strings", secret('stringData:\n  A: 12345\n  B: true\n'), ['12345', 'true']],
    ['empty values', secret('stringData:\n  A:\n  B: ""\n'), ['""']],
    ['JSON', '{"kind": "Secret", "stringData": {"A": "made-up"}}', ['"made-up"']],
    [
      'a List',
      '{"kind": "List", "items": [{"kind": "Secret", "data": {"A": "bWFkZQ=="}}, {"kind": "ConfigMap", "data": {"A": "b"}}]}',
      ['"bWFkZQ=="'],
    ],
    ['aliases', secret('x: &k made-up\nstringData: {A: *k}\n'), ['&k made-up', '*k']],
    ['merge keys', secret('x: &m {A: made-up}\nstringData: {<<: *m, B: more}\n'), ['&m {A: made-up}', 'more']],
    [
      "kubectl's copy of the object",
      'kind: Secret\nmetadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: made-up\n    note: shown\n',
      ['made-up'],
    ],
    ['nested values', secret('stringData:\n  A: [made, {up: too}]\n'), ['[made, {up: too}]']],
    ['only Secrets', 'kind: ConfigMap\ndata: {A: shown}\n', []],
    ['several documents', `kind: ConfigMap\ndata: {A: shown}\n---\n${secret('data: {A: hidden}')}`, ['hidden']],
  ])('finds %s', (_what, text, found) => {
    expect(secrets(text)).toEqual(found)
    expect(secrets(text.replaceAll('\n', '\r\n')).map((one) => one.replaceAll('\r\n', '\n'))).toEqual(found)
  })

  it.each([
    secret('stringData:\n  A: "made-up\n  B: [more\nfoo: ['),
    secret('stringData:\n  A: made-up\n\tB: more-secret\n'),
    'kind: Secret\nstringData:\n    A: made-up\n  B: more\n   : [\n',
  ])('guesses from the lines of a broken text: %j', (text) => {
    const hidden = maskText(text, secretRanges(text)).shown
    expect(hidden).not.toMatch(/made-up|more/)
    expect(hidden).toContain('stringData:')
  })
})

describe('a masked text', () => {
  const text = secret('stringData:\n  A: made-up-one\n  B: made-up-two\n')
  const masked = maskText(text, secretRanges(text))

  it('shows no value', () => {
    expect(masked.shown).toBe(text.replace('made-up-one', mask).replace('made-up-two', mask))
  })

  const edit = (from: string, to: string): string => {
    expect(masked.shown).toContain(from)
    return editMasked(
      text,
      masked,
      masked.shown.replace(from, () => to),
    )
  }

  it.each([
    ['before a mask', 'kind: Secret', 'kind: Secret # edited', text.replace('kind: Secret', 'kind: Secret # edited')],
    ['between masks', `\n  B`, `\n  C: new\n  B`, text.replace('\n  B', '\n  C: new\n  B')],
    ['after the last mask', `${mask}\n`, `${mask} # why\n`, text.replace('one\n', 'one # why\n')],
    ['by replacing a mask', `A: ${mask}`, 'A: typed', text.replace('made-up-one', 'typed')],
    ['by deleting a bullet', `A: ${mask}`, `A: ${mask.slice(1)}`, text.replace('made-up-one', '')],
    ['by deleting a line with its mask', `  A: ${mask}\n`, '', text.replace('  A: made-up-one\n', '')],
    ['by replacing both masks', `A: ${mask}\n  B: ${mask}`, 'A: x', text.replace(/A: [^]*two/, 'A: x')],
  ])('can be edited %s', (_where, from, to, expected) => {
    expect(edit(from, to)).toBe(expected)
  })

  it('keeps the hidden values after any edit around them', () => {
    const lines = fc.array(fc.constantFrom('  A: x', '# comment', ''), { maxLength: 3 })
    check(
      fc.property(lines, fc.nat(3), (added, at) => {
        const parts = masked.shown.split('\n')
        parts.splice(at, 0, ...added)
        const edited = editMasked(text, masked, parts.join('\n'))
        expect(edited).toContain('A: made-up-one\n  B: made-up-two\n')
        expect(edited.length).toBe(text.length + added.join('\n').length + (added.length > 0 ? 1 : 0))
      }),
      1000,
    )
  })
})
