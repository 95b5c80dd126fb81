import type { BackupStorageValues, Json, Manifest, Options } from 'backupstorage-forms/core'
import { backupStorage, stringifyManifests, toManifests } from 'backupstorage-forms/core'
import type { ReactElement, ReactNode } from 'react'
import { Fragment, useId } from 'react'
import type { FieldPlace } from './fieldPlaces.ts'
import type { FieldRow } from './fieldRows.ts'
import { fieldRows, fieldRules } from './fieldRows.ts'
import './providerReference.css'
import type { ProviderSchema, Schema } from './schemaTexts.ts'

/** Returns the manifests without the values of their Secrets. */
function masked(manifests: readonly Manifest[]): Manifest[] {
  return manifests.map((manifest) => {
    if (manifest.kind !== 'Secret') return manifest
    const keys = Object.keys((manifest['stringData'] ?? {}) as object)
    return { ...manifest, stringData: Object.fromEntries(keys.map((key) => [key, '********'])) }
  })
}

const written = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** A path as code, which can wrap between its parts. */
function Way({ text }: { text: string }): ReactElement {
  const parts = text.split(/(?<=.[/.])/)
  return (
    <code>
      {parts.map((part, index) => (
        <Fragment key={parts.slice(0, index + 1).join('')}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </code>
  )
}

function Place({ kind, pointer }: FieldPlace): ReactElement {
  return (
    <li>
      {kind} <Way text={pointer} />
    </li>
  )
}

/** Values as code, each with its first line only. */
function Values({ values }: { values: readonly Json[] }): ReactElement | null {
  if (values.length === 0) return null
  return (
    <ul>
      {values.map((value) => {
        const [line = '', ...more] = written(value).split('\n')
        return (
          <li key={written(value)}>
            <code>{line === '' ? '""' : line}</code>
            {more.length > 0 ? ' …' : null}
          </li>
        )
      })}
    </ul>
  )
}

function requiredWords({ required, branches }: FieldRow): string {
  const word = required === 'form' ? 'in the form' : required ? 'yes' : 'no'
  return branches.length > 0 ? `${word}, with ${branches.join(' and ')}` : word
}

function OptionList({ row }: { row: FieldRow }): ReactElement | null {
  const { oneOf, enum: values } = row.schema
  if (!oneOf && !values) return null
  const options = oneOf ?? (values ?? []).map((value) => ({ const: value, title: undefined }))
  return (
    <ul>
      {options.map(({ const: value = null, title }) => (
        <li key={written(value)}>
          <code>{written(value)}</code>
          {title === undefined || title === value ? null : `: ${title}`}
        </li>
      ))}
    </ul>
  )
}

function Fields({ rows, labelledBy }: { rows: readonly FieldRow[]; labelledBy: string }): ReactElement {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="pr-scroll" role="region" aria-labelledby={labelledBy} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {['Field', 'Manifest path', 'Required', 'Secret', 'Description', 'Examples', 'Default'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.label} <Way text={row.key} />
              </th>
              <td>
                <ul>
                  {row.places.map((place) => (
                    <Place key={`${place.kind}${place.pointer}`} {...place} />
                  ))}
                </ul>
              </td>
              <td>{requiredWords(row)}</td>
              <td>{row.schema.writeOnly ? 'yes' : 'no'}</td>
              <td className="pr-purpose">
                {row.schema.description}
                <OptionList row={row} />
              </td>
              <td>{row.schema.writeOnly ? null : <Values values={row.schema.examples ?? []} />}</td>
              <td>{row.schema.default === undefined ? null : <Values values={[row.schema.default]} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Part({ title, children }: { title: string; children: (id: string) => ReactNode }): ReactElement {
  const id = useId()
  return (
    <section>
      <h2 id={id}>{title}</h2>
      {children(id)}
    </section>
  )
}

const gravity = { error: 'Error', warning: 'Warning', info: 'Note' } as const

/** Returns the label of a field outside the provider's schema. */
function commonLabel(pointer: string, { resource = backupStorage }: Options): string {
  let at: Schema | undefined = resource.schema
  for (const key of pointer.split('/').slice(1)) at = at?.properties?.[key]
  return at?.title ?? pointer
}

/** Returns the form's label for credentials that need no Secret. */
function identityTitle({ resource = backupStorage }: Options): string {
  const source = resource.schema.properties['backend']?.properties?.['credentials']?.properties?.['source']
  return source?.oneOf?.find((one) => one.const === 'workloadIdentity')?.title ?? 'Workload identity'
}

function Rules({
  schema,
  rows,
  options,
}: {
  schema: ProviderSchema
  rows: readonly FieldRow[]
  options: Options
}): ReactElement {
  const labels = new Map(rows.map(({ key, label }) => [`/backend/${key.replaceAll('.', '/')}`, label]))
  // Several conditions can have the same message.
  const advice = new Map(schema['x-advice']?.map((one) => [one.severity + one.path + one.message, one]))
  const rules = fieldRules(rows)
  if (advice.size + rules.length === 0) return <p>No rules other than the types and formats of the fields.</p>
  return (
    <ul>
      {rules.map(({ label, text }) => (
        <li key={label + text}>
          <b>{label}</b>, error: {text}
        </li>
      ))}
      {[...advice].map(([key, { path, severity, message }]) => (
        <li key={key}>
          <b>{labels.get(path) ?? commonLabel(path, options)}</b>, {gravity[severity].toLowerCase()}: {message}
        </li>
      ))}
    </ul>
  )
}

export interface ProviderReferenceProps {
  schema: ProviderSchema
  /** The form's values with the schema's examples. */
  filled: BackupStorageValues
  options: Options
}

/** A reference made from the schema of a provider: its fields and their manifest paths, its rules, and an example. */
export function ProviderReference({ schema, filled, options }: ProviderReferenceProps): ReactElement {
  const { identity, name } = schema['x-provider']
  const rows = fieldRows(schema, filled, options)
  const constants = Array.isArray(schema['x-manifest']) ? schema['x-manifest'] : []
  const pasted = [...new Set(schema['x-paste']?.map(({ title }) => title))]
  return (
    <article className="pr">
      <h1>{schema.title ?? name}</h1>
      {schema.description === undefined ? null : <p>{schema.description}.</p>}
      <Part title="Credentials">
        {() => (
          <>
            <p>
              {schema.properties['auth']
                ? 'Stored in a new or an existing Secret.'
                : 'This provider needs no credentials and no Secret.'}
            </p>
            <p>
              {identity === undefined
                ? `“${identityTitle(options)}” is not available.`
                : `“${identityTitle(options)}” is available. ${identity}`}
            </p>
          </>
        )}
      </Part>
      <Part title="Fields">{(id) => <Fields rows={rows} labelledBy={id} />}</Part>
      {constants.length === 0 ? null : (
        <Part title="Set automatically">
          {() => (
            <ul>
              {constants.map(({ at, const: value, when }) => (
                <li key={at}>
                  <code>{at}</code> is <code>{JSON.stringify(value)}</code>
                  {when ? ', depending on the values' : null}
                </li>
              ))}
            </ul>
          )}
        </Part>
      )}
      {pasted.length === 0 ? null : (
        <Part title="Recognized when pasted">
          {() => (
            <ul>
              {pasted.map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
          )}
        </Part>
      )}
      <Part title="Rules">{() => <Rules {...{ schema, rows, options }} />}</Part>
      <Part title="Example manifests">
        {(id) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <pre role="region" aria-labelledby={id} tabIndex={0}>
            <code>{stringifyManifests(masked(toManifests(filled, options)), 'yaml')}</code>
          </pre>
        )}
      </Part>
    </article>
  )
}
