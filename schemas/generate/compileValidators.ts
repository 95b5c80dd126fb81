import { Ajv } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import type { Schema } from '../../src/schema/language.ts'
import { rulesOf } from '../../src/schema/rulesOf.ts'

/** A length is one of characters, not of UTF-16 units: the only module of ajv that the code asks for, written out. */
const ajvLength = 'require("ajv/dist/runtime/ucs2length").default'
const characters = '(text) => [...text].length'

/**
 * Compiles schemas ahead of time into one module that needs neither `eval` nor ajv: an exported function for each name.
 * Formats and media types are left to the core; messages are left out.
 */
export function compileValidators(schemas: ReadonlyMap<string, Schema>): string {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    unicodeRegExp: true,
    validateFormats: false,
    strict: false, // the meta-schema has refused unknown words already
    logger: false,
    code: { source: true, esm: true, lines: false },
  })
  const refs: Record<string, string> = {}
  for (const [name, schema] of schemas) {
    const key = `urn:backupstorage:validator:${name}`
    ajv.addSchema(rulesOf(schema), key)
    refs[name] = key
  }
  const standalone = standaloneCode as unknown as (instance: Ajv, refs: Record<string, string>) => string
  const code = standalone(ajv, refs)
    .replace(/^"use strict";/, '')
    .replaceAll(ajvLength, characters)
  if (/\brequire\(/.test(code))
    throw new Error('The compiled validators need a module of ajv. Avoid the keyword that asks for it.')
  return code
}
