import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskText } from '../../src/manifests/maskText.ts'
import { secretRanges } from '../../src/manifests/secretRanges.ts'
import { createSecretFinder } from '../../src/react/editor/hiddenRanges.ts'
import { check } from '../property.ts'
import { slipIn, slips } from '../text/typingMutations.ts'
import { isMoved, planted, plantedIn, plantedTexts, storageText } from './plantedSecrets.ts'

const masked = (text: string): string => maskText(text, secretRanges(text)).shown
const secret = (body: string): string => `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n${body}`
const [value] = planted

describe('the masked view hides', () => {
  it.each([
    ['a block scalar without indentation', secret(`stringData:\n  KEY: |\n{\n  "private_key": "${value}"\n}\n`)],
    ['a line of text without indentation', secret(`stringData:\n  KEY: |\n${value}\n`)],
    ['values below a key with a comment', secret(`stringData: # note\n  KEY: ${value}\n  OTHER: "x\n`)],
    ['a flow map in a text with an unclosed quote', secret(`stringData: {KEY: ${value}}\ntype: "Opaque\n`)],
    ['JSON with an unclosed quote', `{"kind": "Secret", "stringData": {"KEY": "${value}"}, "type": "Opaque}`],
    ['an unclosed quote', secret(`stringData:\n  KEY: "${value}\n  OTHER: x\n`)],
    ['a value that begins with &', secret(`stringData:\n  KEY: &${value}\n`)],
    ['a value that begins with !', secret(`stringData:\n  KEY: !${value}\n`)],
    ['a value that begins with *', secret(`stringData:\n  KEY: *${value}\n`)],
    ['a key and its value without a space', secret(`stringData: {KEY:${value}}\n`)],
    ['a value in place of a key', secret(`stringData:\n  ? ${value}\n`)],
    ['items of a SecretList', `apiVersion: v1\nkind: SecretList\nitems:\n- stringData: {KEY: ${value}}\n`],
    [
      'a Secret in a List in a List',
      `kind: List\nitems:\n- kind: List\n  items:\n  - kind: Secret\n    data: {K: ${value}}\n`,
    ],
    ['a line that is commented out', secret(`stringData:\n  # KEY: ${value}\n  OTHER: x\n`)],
    ['a comment at the end', secret(`stringData:\n  KEY: x\n# OLD: ${value}\n`)],
    ['a comment above', `# OLD: ${value}\n${secret('stringData: {KEY: x}\n')}`],
    ['another case', secret(`stringData: {KEY: ${value}}\n`).replace('Secret', 'secret')],
    ['a typing error in the kind', secret(`foo: {KEY: ${value}}\n`).replace('Secret', 'Secrte')],
    ['an object without a kind', `data: {a: ${value}}\n`],
    ['values whose key is cut off', secret(`  KEY: ${value}\n`).replace('{name: a}', '')],
    [
      'a Secret that another object quotes',
      `kind: X\nspec:\n  text: |\n    kind: Secret\n    stringData: {a: ${value}}\n`,
    ],
    ['a value that became the name of a Secret', `kind: Secret\nmetadata: {name: ${value}, "C": x}\n`],
    ['a comment that ends a block scalar', secret(`stringData:\n  A: |\n      {\n    # "b": "${value}"\n`)],
    ['JSON among the annotations', storageText.replace('note: Kept for years.', `{"private_key": "${value}"}`)],
    ['a key that is a sign', storageText.replace('region: us-east-1', `more: {"'": "${value}"}`)],
    ['a Secret inside another object', `kind: X\nspec:\n  objects:\n  - kind: Secret\n    data: {a: ${value}}\n`],
    ['a Secret in a list in a list', `kind: List\nitems:\n- [{kind: Secret, data: {a: ${value}}}]\n`],
    ['a text instead of annotations', `kind: Secret\nmetadata:\n  annotations:\n    ${value}\n`],
    ['a Secret that is commented out', `${storageText}#  "x": "${value}"\n# }\n`],
    ['all comments above a commented line of a Secret', `${storageText}# ${value}\n# data:\n`],
    ['a text that is no object', value],
    ['a list of texts', `- ${value}\n`],
  ])('%s', (_what, text) => {
    for (const one of [text, text.replaceAll('\n', '\r\n'), `\uFEFF${text}`, `${storageText}---\n${text}`]) {
      expect(masked(one)).not.toContain(value)
    }
  })
})

describe('the masked view shows', () => {
  it.each([
    ['a storage', storageText],
    ['a storage with an unclosed quote', storageText.replace('my-backups', '"my-backups')],
    ['comments of a storage', `# TODO: rename\n${storageText}# us-east-1: faster\n`],
    ['the comment of an export', `# keys:\n#   AWS_ACCESS_KEY_ID: Access Key ID (required)\n${storageText}`],
    ['a ConfigMap', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  A_B: shown\n  c: |\n    two\n    lines\n'],
    [
      'an ExternalSecret',
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec:\n  data:\n  - secretKey: A_B\n    remoteRef: {key: shown}\n',
    ],
    [
      'fields of any object',
      'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template: {metadata: {labels: {a.b/c-d: e}}}\n',
    ],
    ['labels of JSON', `{"kind": "X", "metadata": {"labels": {"app_name": "a"}}}`],
    ['aliases', 'kind: X\nspec: {a: &a b, c: *a}\n'],
    [
      'fields that the cluster adds',
      'kind: X\nmetadata:\n  creationTimestamp: null\n  labels: null\n  annotations:\n  finalizers: [a/b]\n  ownerReferences:\n  - {kind: Secret, name: a}\n  managedFields:\n  - fieldsV1: {"f:spec": {".": {}, "k:{\\"a\\":\\"b\\"}": {}}}\n',
    ],
    ['other kinds with a similar name', 'apiVersion: policy.linkerd.io/v1\nkind: Server\nspec: {port: http}\n'],
    [
      'the names, labels and keys of a Secret',
      secret('type: Opaque\n').replace('name: a', 'name: a, uid: 1-2, labels: {b.c/d: e}'),
    ],
  ])('%s', (_what, text) => {
    expect(masked(text)).toBe(text)
  })

  it('the keys of a Secret', () => {
    expect(masked(secret('stringData:\n  KEY: x\n  other.key: y\n'))).toBe(
      secret('stringData:\n  KEY: ••••••••\n  other.key: ••••••••\n'),
    )
  })
})

it('the masked view of a text after any slips, also in the editor, shows no value of a Secret', () => {
  const texts = Object.values(plantedTexts)
  const finders = [secretRanges, createSecretFinder()]
  check(
    fc.property(fc.constantFrom(...texts), slips, fc.constantFrom(...finders), (text, changes, find) => {
      const slipped = changes.reduce((result, change) => slipIn(result, change), text)
      const { shown } = maskText(slipped, find(slipped))
      expect(plantedIn(shown).filter((one) => !isMoved(shown, one))).toEqual([])
    }),
    20_000,
  )
})
