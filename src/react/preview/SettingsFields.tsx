import type { ReactElement } from 'react'
import { useId } from 'react'
import type { Diagnostic } from '../../schema/diagnostics.ts'
import { isObject, member } from '../../base/json.ts'
import type { CredentialKey } from '../../manifests/credentialKeys.ts'
import { toPointer } from '../../base/pointer.ts'
import type { Schema } from '../../schema/language.ts'
import type { Settings } from './useExport.ts'

interface FieldProps {
  path: readonly string[]
  schema: Schema
  label: string
  required: boolean
  value: unknown
  onChange: (value: unknown) => void
  onBlur: () => void
  diagnostics: readonly Diagnostic[]
}

/** The field of one setting: a string, a number, a switch or a list of options. */
function SettingField(props: FieldProps): ReactElement {
  const { path, schema, label, required, value, onChange, onBlur, diagnostics } = props
  const id = useId()
  const errors = diagnostics.filter((one) => one.path === toPointer(path))
  const ids = [...(errors.length > 0 ? [`${id}errors`] : []), ...(schema.description ? [`${id}description`] : [])]
  const shared = {
    id,
    onBlur,
    'data-bsf-setting': toPointer(path),
    'aria-required': required,
    'aria-invalid': errors.length > 0,
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
  }
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  const isNumber = schema.type === 'number' || schema.type === 'integer'
  return (
    <div
      className={errors.length > 0 ? 'bsf-field bsf-field--invalid' : 'bsf-field'}
      data-bsf-kind={schema.type === 'boolean' ? 'checkbox' : undefined}
    >
      <label className="bsf-label" htmlFor={id}>
        {label}
        {required ? (
          <span className="bsf-required" aria-hidden="true">
            *
          </span>
        ) : null}
      </label>
      {schema.oneOf ? (
        <div className="bsf-select-box">
          <select
            {...shared}
            className="bsf-input bsf-select"
            value={text}
            onChange={(one) => onChange(one.currentTarget.value)}
          >
            {schema.oneOf.map((one) => (
              <option key={String(one.const)} value={String(one.const)}>
                {one.title}
              </option>
            ))}
          </select>
        </div>
      ) : schema.type === 'boolean' ? (
        <input
          {...shared}
          type="checkbox"
          className="bsf-checkbox"
          checked={value === true}
          onChange={(one) => onChange(one.currentTarget.checked)}
        />
      ) : (
        <input
          {...shared}
          className="bsf-input"
          value={text}
          spellCheck={false}
          autoComplete="off"
          inputMode={isNumber ? 'decimal' : undefined}
          placeholder={String(schema.examples?.[0] ?? '') || undefined}
          onChange={(one) => {
            const typed = one.currentTarget.value
            onChange(isNumber && typed.trim() !== '' && Number.isFinite(Number(typed)) ? Number(typed) : typed)
          }}
        />
      )}
      {errors.length > 0 ? (
        <ul className="bsf-errors" id={`${id}errors`}>
          {errors.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      ) : null}
      {schema.description ? (
        <p className="bsf-description" id={`${id}description`}>
          {schema.description}
        </p>
      ) : null}
    </div>
  )
}

/** The settings of a credential output. Maps come last, with a field for each key of the Secret. */
export function SettingsFields(props: {
  schema: Schema
  settings: Settings
  onChange: (settings: Settings) => void
  keys: readonly CredentialKey[]
  /** The errors to show. */
  diagnostics: readonly Diagnostic[]
  /** Called with the pointer of a setting that loses the focus. */
  onLeave: (pointer: string) => void
}): ReactElement {
  const { schema, settings, onChange, keys, diagnostics, onLeave } = props
  const all = Object.entries(schema.properties ?? {})
  const valueOf = (name: string): unknown => member(settings, name) ?? schema.properties?.[name]?.default
  return (
    <>
      <div className="bsf-fields">
        {all
          .filter(([, one]) => one.type !== 'object')
          .map(([name, one]) => (
            <SettingField
              key={name}
              path={[name]}
              schema={one}
              label={one.title ?? name}
              required={schema.required?.includes(name) ?? false}
              value={valueOf(name)}
              onChange={(value) => onChange({ ...settings, [name]: value })}
              onBlur={() => onLeave(toPointer([name]))}
              diagnostics={diagnostics}
            />
          ))}
      </div>
      {all
        .filter(([, one]) => one.type === 'object')
        .map(([name, one]) => {
          const map = valueOf(name)
          const entries = isObject(map) ? map : {}
          const entry = typeof one.additionalProperties === 'object' ? one.additionalProperties : {}
          return (
            <details key={name} className="bsf-unmapped">
              <summary>{one.title ?? name}</summary>
              {one.description ? <p className="bsf-description">{one.description}</p> : null}
              <div className="bsf-fields">
                {keys.map(({ key }) => (
                  <SettingField
                    key={key}
                    path={[name, key]}
                    schema={{ ...entry, type: 'string' }}
                    label={`${one.title ?? name}: ${key}`}
                    required={false}
                    value={member(entries, key)}
                    onChange={(value) => onChange({ ...settings, [name]: { ...entries, [key]: value } })}
                    onBlur={() => onLeave(toPointer([name, key]))}
                    diagnostics={diagnostics}
                  />
                ))}
              </div>
            </details>
          )
        })}
    </>
  )
}
