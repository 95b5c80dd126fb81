import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BackupStorageValues, Diagnostic } from 'backupstorage-forms/core'
import {
  fromManifests,
  parseManifests,
  stringifyManifests,
  toManifests,
  validateManifests,
  validateValues,
} from 'backupstorage-forms/core'
import { describe, expect, it } from 'vitest'
import { caseOf } from '../fixtures/cases.ts'

// Values from users and from vendors' documentation that must be accepted. All secrets are made up.

function summarize(found: readonly Diagnostic[]): string[] {
  return found.map(({ severity, code, path }) => `${severity} ${code} ${path}`)
}

function withParts(fixture: string, parts: { auth?: object; spec?: object; volume?: object }): BackupStorageValues {
  const { values } = caseOf(fixture)
  const { auth, spec } = values.backend
  const volume = parts.volume ? { volume: parts.volume } : {}
  return {
    ...values,
    deletionPolicy: 'Delete',
    backend: { ...values.backend, auth: { ...auth, ...parts.auth }, spec: { ...spec, ...parts.spec, ...volume } },
  }
}

/** Returns values, and the same values as a console's manifests in YAML and JSON, with all kinds of line breaks. */
function expectDiagnostics(values: BackupStorageValues, expected: readonly string[]): void {
  expect(summarize(validateValues(values))).toEqual(expected)
  const manifests = toManifests(values)
  for (const format of ['yaml', 'json'] as const) {
    const text = stringifyManifests(manifests, format)
    expect(summarize(validateManifests(text))).toEqual(expected)
    expect(summarize(validateManifests(text.replaceAll('\n', '\r\n')))).toEqual(expected)
  }
}

const plainHttp = 'warning plain-http /backend/spec/endpoint'
const bucketName = 'warning bucket-name /backend/spec/bucket'
const unsupported = 'warning unsupported-endpoint /backend/spec/endpoint'
const endpointSlash = 'info endpoint-slash /backend/spec/endpoint'

type S3Row = readonly [what: string, endpoint: string, region?: string, bucket?: string, told?: readonly string[]]

describe('valid S3 endpoints with their regions and buckets', () => {
  const rows: S3Row[] = [
    ['MinIO in the cluster, with a warning', 'http://minio.demo.svc.cluster.local:9000', '', 'backups', [plainHttp]],
    ['MinIO by its short name', 'http://minio:9000', '', 'backups', [plainHttp]],
    ['MinIO on localhost', 'http://localhost:9000', '', 'backups', [plainHttp]],
    ['MinIO in Docker Compose', 'http://minio_1:9000', '', 'backups', [plainHttp]],
    ["MinIO's playground", 'https://play.min.io:9443', 'us-east-1'],
    ["MinIO's operator", 'https://minio.minio-tenant.svc.cluster.local', '', 'db.backups'],
    ['an IP address', 'https://10.96.0.17:9000', ''],
    ['an IPv6 address', 'https://[fd00:10:96::11]:9000', ''],
    ['a host with a trailing dot', 'https://minio.example.com.:9000', ''],
    ['an uppercase scheme', 'HTTPS://MinIO.example.com', ''],
    ["Rook's Ceph gateway", 'http://rook-ceph-rgw-my-store.rook-ceph.svc', '', 'ceph-bkt-1f2a', [plainHttp]],
    ["Ceph with another tenant's bucket", 'https://rgw.example.com', 'default', 'tenant:backups', [bucketName]],
    ['Ceph with uppercase letters and underscores', 'https://rgw.example.com:8080', '', 'My_Backups', [bucketName]],
    ['Wasabi', 'https://s3.eu-central-1.wasabisys.com', 'eu-central-1'],
    ['DigitalOcean Spaces', 'https://nyc3.digitaloceanspaces.com', 'us-east-1'],
    ['DigitalOcean Spaces with its own region', 'https://fra1.digitaloceanspaces.com', 'fra1'],
    ['Backblaze B2', 'https://s3.us-west-004.backblazeb2.com', 'us-west-004'],
    ['Cloudflare R2', 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com', 'auto'],
    ['Cloudflare R2 in the EU', 'https://0123456789abcdef0123456789abcdef.eu.r2.cloudflarestorage.com', 'auto'],
    ['IBM Cloud', 'https://s3.us-south.cloud-object-storage.appdomain.cloud', 'us-south-standard'],
    ['IBM Cloud, private endpoint', 'https://s3.private.eu-de.cloud-object-storage.appdomain.cloud', 'eu-de'],
    ['Scaleway', 'https://s3.fr-par.scw.cloud', 'fr-par'],
    ['OVH', 'https://s3.gra.io.cloud.ovh.net', 'gra'],
    ["OVH's older service", 'https://s3.de.perf.cloud.ovh.net/', 'de', 'backups', [endpointSlash]],
    ['Linode', 'https://eu-central-1.linodeobjects.com', 'eu-central-1'],
    ['Vultr', 'https://ewr1.vultrobjects.com', ''],
    ['Hetzner', 'https://fsn1.your-objectstorage.com', 'fsn1'],
    ['Alibaba', 'https://oss-cn-hangzhou.aliyuncs.com', 'oss-cn-hangzhou', 'my-backups', [unsupported]],
    ['Oracle', 'https://mynamespace.compat.objectstorage.eu-frankfurt-1.oraclecloud.com', 'eu-frankfurt-1'],
    ["Google's S3 interface", 'https://storage.googleapis.com', 'auto', 'my_backups.2026', [bucketName, unsupported]],
    ['Garage', 'http://garage.garage.svc:3900', 'garage', 'backups', [plainHttp]],
    ['SeaweedFS', 'http://seaweedfs-s3.default.svc:8333', '', 'backups', [plainHttp]],
    ['Amazon', 'https://s3.us-east-1.amazonaws.com', 'us-east-1', 'my.dotted.bucket-1'],
    ['Amazon without a region in the host', 'https://s3.amazonaws.com', 'us-east-1'],
    ["Amazon's older hosts", 'https://s3-ap-southeast-2.amazonaws.com', 'ap-southeast-2'],
    ["Amazon's oldest host", 'https://s3-external-1.amazonaws.com', 'us-east-1'],
    ['Amazon, dual stack', 'https://s3.dualstack.eu-west-3.amazonaws.com', 'eu-west-3'],
    ['Amazon, FIPS', 'https://s3-fips.us-west-2.amazonaws.com', 'us-west-2'],
    ['Amazon, FIPS and dual stack', 'https://s3-fips.dualstack.ca-central-1.amazonaws.com', 'ca-central-1'],
    ['GovCloud', 'https://s3.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['GovCloud, FIPS', 'https://s3-fips.us-gov-east-1.amazonaws.com', 'us-gov-east-1'],
    ['GovCloud with its older host', 'https://s3-fips-us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['China', 'https://s3.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['China, dual stack', 'https://s3.dualstack.cn-northwest-1.amazonaws.com.cn', 'cn-northwest-1'],
    ['a new region', 'https://s3.mx-central-1.amazonaws.com', 'mx-central-1'],
    ['a two-digit region', 'https://s3.ap-southeast-12.amazonaws.com', 'ap-southeast-12'],
    ['an isolated region', 'https://s3.us-isob-east-1.sc2s.sgov.gov', 'us-isob-east-1'],
    ['the European Sovereign Cloud', 'https://s3.eusc-de-east-1.amazonaws.eu', 'eusc-de-east-1'],
    [
      'an endpoint in a VPC',
      'https://bucket.vpce-0a1b2c3d4e5f67890-abcdefgh.s3.us-east-1.vpce.amazonaws.com',
      'us-east-1',
    ],
    [
      'an endpoint in one zone of a VPC',
      'https://bucket.vpce-0a1b2c3d4e5f67890-abcdefgh-us-east-1a.s3.us-east-1.vpce.amazonaws.com',
      'us-east-1',
    ],
    ['a port that needs no naming', 'https://s3.eu-west-1.amazonaws.com:443', 'eu-west-1'],
  ]

  it.each(rows.map(([what, endpoint, ...rest]) => ({ what, endpoint, rest })))(
    'include $what: $endpoint',
    ({ endpoint, rest: [typed = '', bucket = 'my-backups', expected = []] }) => {
      const region = typed === '' ? 'us-east-1' : typed
      expectDiagnostics(withParts('s3-new-secret', { spec: { endpoint, region, bucket } }), expected)
    },
  )
})

const body = 'MBUME21hZGUtdXAgY2VydGlmaWNhdGU='
const certificate = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`
const wrapped = `-----BEGIN CERTIFICATE-----\n${body.slice(0, 12)}\n${body.slice(12, 24)}\n${body.slice(24)}\n-----END CERTIFICATE-----`

describe('valid credentials', () => {
  it.each([
    ['with slashes', 'made/up/secret/access/key/EXAMPLEKEY0000'],
    ['with plus signs', 'made+up+secret+access+key+EXAMPLEKEY0000'],
    ['with equals signs', 'made=up=secret=access=key=EXAMPLEKEY00=='],
    ['with a slash at the start and an equals sign at the end', '/made-up+secret='],
    ['that is short', 'minio123'],
    ['that YAML would read as a number', '0123456789'],
    ['that YAML would read as no', 'no'],
    ['with special characters of YAML', '#made: "up", {secret} *key & %more @here !'],
    ['in another script', 'выдуманный-пароль-для-примера'],
    ['that looks like base64', Buffer.from('made up, and base64 by chance').toString('base64')],
  ])('include one %s', (_what, secret) => {
    expectDiagnostics(withParts('s3-new-secret', { auth: { AWS_SECRET_ACCESS_KEY: secret } }), [])
  })

  it.each([
    'minioadmin',
    'AKIAIOSFODNN7EXAMPLE',
    '005a1b2c3d4e5f60000000001',
    'GOOG1EMADEUPEXAMPLE',
    'user@example.com',
  ])('include the key ID %s', (id) => {
    expectDiagnostics(withParts('s3-new-secret', { auth: { AWS_ACCESS_KEY_ID: id } }), [])
  })
})

describe('valid CA certificates', () => {
  it.each([
    ['on several lines', wrapped],
    ['with a line break at its end', certificate],
    ['with Windows line ends', wrapped.replaceAll('\n', '\r\n')],
    ['with a chain', certificate + wrapped + '\n' + certificate],
    ['with a chain and Windows line ends', (certificate + certificate).replaceAll('\n', '\r\n')],
    ['with empty lines in between', `\n\n${certificate}\n\n${certificate}\n`],
    ['with a line of text before it', `# made up\n${certificate}`],
  ])('include one %s', (_what, ca) => {
    expectDiagnostics(withParts('s3-new-secret', { auth: { CA_CERT_DATA: ca } }), [])
  })
})

describe('valid Google buckets, projects and key files', () => {
  const keyFile = (project: string): string =>
    JSON.stringify({
      type: 'service_account',
      project_id: project,
      private_key_id: '0000000000000000000000000000000000000000',
      private_key: `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`,
      client_email: `backup@${project.split(':').toReversed().join('.')}.iam.gserviceaccount.com`,
      client_id: '000000000000000000000',
      universe_domain: 'googleapis.com',
    })

  it.each(['my-backups', 'my_backups', 'backups.example.com', 'a_b.c-d.e', '2026-backups', '1.2.3', 'db__backups'])(
    'include the bucket %s',
    (bucket) => {
      expectDiagnostics(withParts('gcs-new-secret', { spec: { bucket } }), [])
    },
  )

  it.each(['my-project-123456', 'abcdef', 'a1b2c3', 'example.com:my-project', 'my-company.co.uk:backups-prod'])(
    'include the project %s',
    (project) => {
      const auth = { GOOGLE_PROJECT_ID: project, GOOGLE_SERVICE_ACCOUNT_JSON_KEY: keyFile(project) }
      expectDiagnostics(withParts('gcs-new-secret', { auth }), [])
    },
  )

  it.each([
    ['on one line', (text: string) => text],
    ['as it was downloaded', (text: string) => `${JSON.stringify(JSON.parse(text), null, 2)}\n`],
    ['indented with tabs', (text: string) => JSON.stringify(JSON.parse(text), null, '\t')],
    [
      'with Windows line ends',
      (text: string) => JSON.stringify(JSON.parse(text), null, 2).replaceAll('\n', '\r\n') + '\r\n',
    ],
    ['with a byte order mark', (text: string) => `\uFEFF${text}`],
  ])('include the key file %s', (_what, write) => {
    const key = write(keyFile('my-project-123456'))
    expectDiagnostics(withParts('gcs-new-secret', { auth: { GOOGLE_SERVICE_ACCOUNT_JSON_KEY: key } }), [])
  })
})

describe('valid Azure accounts and containers', () => {
  it.each(['mybackups', 'abc', '2026backups', 'a12345678901234567890123'])('include the account %s', (account) => {
    expectDiagnostics(withParts('azure-guide', { auth: { AZURE_ACCOUNT_NAME: account } }), [])
  })

  it.each(['db-backups', 'abc', '123', 'a-b-c-d', `a${'b'.repeat(62)}`])('include the container %s', (container) => {
    expectDiagnostics(withParts('azure-guide', { spec: { container } }), [])
  })

  it('include a key with slashes and plus signs', () => {
    const key = Buffer.from(Array.from({ length: 64 }, (_item, index) => 255 - index)).toString('base64')
    expect(key).toMatch(/[/]/)
    expect(key).toMatch(/[+]/)
    expectDiagnostics(withParts('azure-guide', { auth: { AZURE_ACCOUNT_KEY: key } }), [])
  })
})

describe('valid volumes', () => {
  it.each([
    [
      'a persistent volume claim',
      'local-pvc',
      { persistentVolumeClaim: { claimName: 'data-my-app.0', readOnly: false } },
    ],
    ['a server by its IP address', 'local-nfs', { nfs: { server: '10.0.0.5', path: '/' } }],
    ['a server by its IPv6 address', 'local-nfs', { nfs: { server: 'fd00::5', path: '/exports/my backups' } }],
    ['a service in the cluster', 'local-nfs', { nfs: { server: 'nfs.storage.svc.cluster.local', path: '/x' } }],
    ['a folder on the node', 'local-host-path', { hostPath: { path: '/mnt/k8s_backups', type: 'DirectoryOrCreate' } }],
    ['a folder without a type', 'local-host-path', { hostPath: { path: '/' } }],
  ])('include %s', (_what, fixture, volume) => {
    expectDiagnostics(withParts(fixture, { volume }), [])
  })

  it.each(['backups', 'backups/demo', './demo', 'a b/c', 'a..b/...'])('include the sub path %s', (subPath) => {
    expectDiagnostics(withParts('local-pvc', { spec: { subPath } }), [])
  })
})

it.each(['demo', 'backups/db-1/2026', 'with space', 'ü/名前', 'a.b/..c', '$x&y=z+1'])(
  'accepts the prefix %s',
  (prefix) => {
    for (const fixture of ['s3-new-secret', 'gcs-new-secret', 'azure-guide']) {
      expectDiagnostics(withParts(fixture, { spec: { prefix } }), [])
    }
  },
)

const folder = fileURLToPath(new URL('../../../shared/reference/examples', import.meta.url))
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : []
const ofOtherKinds = /^kind: (BackupConfiguration|Repository|Snapshot|RetentionPolicy)$/m

describe.skipIf(names.length === 0)("the documentation's examples (skipped without their folder)", () => {
  const files = names.map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }))
  const storages = files.filter(({ text }) => !ofOtherKinds.test(text))
  const others = files.filter(({ text }) => ofOtherKinds.test(text))

  it.each(storages)('have no errors as YAML, with CRLF and as JSON: $name', ({ text }) => {
    const { manifests } = parseManifests(text)
    const inputs = [text, text.replaceAll('\n', '\r\n'), JSON.stringify(manifests[0]), manifests]
    for (const input of inputs) {
      expect(validateManifests(input).filter(({ severity }) => severity === 'error')).toEqual([])
    }
    expect(validateValues(fromManifests(manifests).values).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it.each(storages)('have no unexpected diagnostics: $name', ({ text }) => {
    const known = [
      'warning wipe-out /deletionPolicy',
      'info prefix-slash /backend/spec/prefix',
      'warning required /backend/spec/region',
    ]
    expect(summarize(validateManifests(text)).filter((one) => !known.includes(one))).toEqual([])
  })

  it.each(others)('are reported as not containing a storage: $name', ({ text }) => {
    expect(validateManifests(text).map(({ code }) => code)).toEqual(['missing-resource'])
  })

  it('include storages and other kinds', () => {
    expect(storages.length).toBeGreaterThan(5)
    expect(others.length).toBeGreaterThan(2)
  })
})
