import { defineProvider, toManifests, validateValues, initialValues } from 'backupstorage-forms/core'
import { it } from 'vitest'
const base = (f: (s: any) => void) => { const s: any = { title: 'R', type: 'object', 'x-provider': { name: 'rest' }, properties: { auth: {type:'object',properties:{PW:{type:'string'}}}, spec: { type: 'object', properties: { url: { type: 'string' } } } } }; f(s); return s }
const tries: Record<string, (s: any) => void> = {
  fieldIdBad: (s) => { s.properties.spec.properties.url.$id = 'http://[' },
  fieldIdDup: (s) => { s.properties.spec.properties.url.$id = 'urn:x:y'; s.properties.spec.properties.b = { type: 'string', $id: 'urn:x:y' } },
  rootIdHash: (s) => { s.$id = 'urn:backupstorage:#x' },
  rootIdMeta: (s) => { s.$id = 'urn:backupstorage:provider.meta' },
  xwhenId: (s) => { s.properties.spec.properties.id = { type: 'string' }; s.properties.spec.properties.url['x-when'] = { id: ['a'] } },
  whenRef: (s) => { s['x-manifest'] = [{ when: { $ref: 'http://x.example/y' }, at: '/spec/a', const: 1 }] },
  whenPat: (s) => { s['x-manifest'] = [{ when: { properties: { provider: { pattern: '(' } } }, at: '/spec/a', const: 1 }] },
  whenType: (s) => { s['x-manifest'] = [{ when: { type: 'objekt', properties: 5 }, at: '/spec/a', const: 1 }] },
  atProto: (s) => { s['x-manifest'] = [{ at: '/spec/__proto__/a', const: 1 }] },
  namesPattern: (s) => { s.properties.spec.properties.m = { type: 'object', propertyNames: { pattern: '(' }, additionalProperties: { type: 'string' } } },
  toStringName: (s) => { s.properties.spec.properties.toString = { type: 'string' } },
  surrogate: (s) => { s.properties.spec.properties['\ud800'] = { type: 'string' } },
  surrogateWord: (s) => { s['\ud800'] = 1 },
  dupPlace: (s) => { s.properties.spec.properties.b = { type: 'string', 'x-manifest': '/spec/storage/rest/url' } },
  inside: (s) => { s.properties.spec.properties.b = { type: 'string', 'x-manifest': '/spec/storage/rest/url/x' } },
  onName: (s) => { s.properties.spec.properties.b = { type: 'string', 'x-manifest': '/metadata/name' } },
  provName: (s) => { s['x-provider'].name = 'provider' },
  ref: (s) => { s.properties.spec.properties.url = { $ref: 'http://x.example/y' } },
  default: (s) => { s.properties.spec.properties.url.default = 5 },
  reqDup: (s) => { s.required = ['spec', 'spec'] },
  percent: (s) => { s.properties.spec.properties['a%41/~b c#é'] = { typ: 'string' } },
  defaultId: (s) => { s.properties.spec.properties.url.default = { id: 'http://[' } ; s.properties.spec.properties.url.examples = [{ id: 'http://[' }] },
}
it('x', () => {
  for (const [k, f] of Object.entries(tries)) {
    try {
      const p = defineProvider(base(f))
      let r = 'defined'
      try { const v: any = initialValues('rest', { providers: [p] }); v.backend.spec = { url: 'x', b: 'y', m: { a: 'b' } , '\ud800': 1}; r += ' ' + JSON.stringify(validateValues(v, { providers: [p] }).filter(d=>!/name/.test(d.path)).map((d) => d.path + ' ' + d.code)); r += JSON.stringify(toManifests(v, { providers: [p] })[1]) } catch (e) { r += ' LATER ' + String(e) }
      console.log(k, r)
    } catch (e: any) { console.log(k, e.name, e.message?.slice(0, 250)) }
  }
})
