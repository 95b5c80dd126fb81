import RjsfForm from '@rjsf/core'
import type { RJSFSchema, RegistryFieldsType, RegistryWidgetsType, TemplatesType, ValidatorType } from '@rjsf/utils'
import type { ReactElement } from 'react'
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { BackupStorageValues } from '../../generated/types.ts'
import type { Diagnostic } from '../../core/diagnostics.ts'
import type { DraftStore } from '../../core/draft/createDraft.ts'
import { deepEqual } from '../../core/json.ts'
import type { Options } from '../../core/options.ts'
import { findProvider, resolveOptions } from '../../core/options.ts'
import { toPointer } from '../../core/pointer.ts'
import { credentialSources } from '../../core/provider.ts'
import { layoutOf } from '../../core/resource.ts'
import type { Messages } from '../messages.ts'
import { resolveMessages } from '../messages.ts'
import { useDraft, useDraftState } from '../useDraft.ts'
import { FieldTemplate } from './FieldTemplate.tsx'
import type { FormContextValue } from './FormContext.ts'
import { FormContext } from './FormContext.ts'
import { ObjectFieldTemplate } from './ObjectFieldTemplate.tsx'
import { SchemaField } from './SchemaField.tsx'
import { ChoiceField } from './fields/ChoiceField.tsx'
import { KeyValueField } from './fields/KeyValueField.tsx'
import { RowsField } from './fields/RowsField.tsx'
import { WidgetField } from './fields/WidgetField.tsx'
import { WordsField } from './fields/WordsField.tsx'
import { focusPath } from './focusPath.ts'
import { formOf } from './formOf.ts'
import { useWhenReleased } from './useWhenReleased.ts'
import {
  CheckboxWidget,
  NumberWidget,
  OptionsWidget,
  SelectWidget,
  SuggestWidget,
  TextWidget,
} from './widgets/inputs.tsx'
import { FileWidget, SecretWidget } from './widgets/secrets.tsx'

export interface BackupStorageFormProps extends Options {
  /** The values, where the host holds them. What the form shows then follows this prop. */
  values?: BackupStorageValues | undefined
  /** What the form starts with, where it holds the values itself. @default the initial values of the first provider */
  defaultValues?: BackupStorageValues | undefined
  /** A draft that the host made with `useDraft`; it takes the place of `values` and of `Options`. */
  draft?: DraftStore | undefined
  /** Called after each change, with the values as typed and with what is wrong with them. */
  onChange?: ((values: BackupStorageValues, diagnostics: readonly Diagnostic[]) => void) | undefined
  /** Called by the button Preview when nothing is wrong; the button is there only with it. */
  onPreview?: ((values: BackupStorageValues) => void) | undefined
  /** Called by the button Cancel; the button is there only with it. */
  onCancel?: (() => void) | undefined
  /** The namespaces to suggest; any other may be typed. */
  namespaces?: readonly string[] | undefined
  /** The names of Secrets to suggest. */
  secrets?: readonly string[] | undefined
  /** Nothing can be used. @default false */
  disabled?: boolean | undefined
  /** Everything can be read and nothing changed. @default false */
  readOnly?: boolean | undefined
  /** Strings in the place of the English ones. */
  messages?: Partial<Messages> | undefined
}

const fields = {
  SchemaField,
  StringField: WidgetField,
  NumberField: WidgetField,
  BooleanField: WidgetField,
  keyValue: KeyValueField,
  choice: ChoiceField,
  rows: RowsField,
  words: WordsField,
} as unknown as RegistryFieldsType

const widgets = {
  text: TextWidget,
  number: NumberWidget,
  select: SelectWidget,
  checkbox: CheckboxWidget,
  suggest: SuggestWidget,
  options: OptionsWidget,
  secret: SecretWidget,
  file: FileWidget,
} as unknown as RegistryWidgetsType

const templates: Partial<TemplatesType> = { FieldTemplate, ObjectFieldTemplate }

/** rjsf asks for a validator and, with these schemas, never calls it: the core validates. */
const noValidator: ValidatorType = {
  isValid: () => true,
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  rawValidation: () => ({}),
}

const noDefaults = { emptyObjectFields: 'skipDefaults' } as const
const noData = {}

function toOptions(names: readonly string[] | undefined): { value: string; label: string }[] {
  return (names ?? []).map((value) => ({ value, label: value }))
}

/** The options of the core among the props of a component. */
export function optionsOf({
  providers,
  resource,
  existing,
  editing,
  secretName,
  referenceAnnotations,
  messages,
}: Options): Options {
  return { providers, resource, existing, editing, secretName, referenceAnnotations, messages }
}

/** Keeps a draft that the form made in step with `values`, where the host holds them. */
function useControlled(draft: DraftStore, values: BackupStorageValues | undefined): void {
  useLayoutEffect(() => {
    if (values && !deepEqual(values, draft.getState().values)) draft.replaceValues(values)
  }, [draft, values])
}

function useOnChange(draft: DraftStore, onChange: BackupStorageFormProps['onChange']): void {
  const latest = useRef(onChange)
  useLayoutEffect(() => {
    latest.current = onChange
  })
  useEffect(() => {
    let known = draft.getState().values
    return draft.subscribe(() => {
      const { values } = draft.getState()
      if (values === known) return
      known = values
      latest.current?.(values, draft.getDiagnostics())
    })
  }, [draft])
}

/** The form of a backup storage: everything that its schemas say, for the provider that is selected in it. */
export function BackupStorageForm(props: BackupStorageFormProps): ReactElement {
  const own = useDraft({ ...optionsOf(props), values: props.values ?? props.defaultValues })
  const draft = props.draft ?? own
  useControlled(draft, props.values)
  useOnChange(draft, props.onChange)
  const root = useRef<HTMLDivElement>(null)
  const whenReleased = useWhenReleased()
  const idPrefix = useId()
  const messages = useMemo(() => resolveMessages(props.messages), [props.messages])
  const providerName = useDraftState(draft, (state) => state.values.backend.provider)
  const options = useDraftState(draft, () => draft.options)
  const { resource, providers } = resolveOptions(options)
  const provider = findProvider({ providers }, providerName)
  const form = useMemo(() => formOf(resource, provider), [resource, provider])
  const context = useMemo(
    (): FormContextValue => ({
      draft,
      messages,
      providerTitle: provider?.title ?? providerName,
      identity: provider?.identity,
      whenReleased,
      secretFields: new Set(
        layoutOf(resource, provider)
          .fields.filter(({ place }) => place.document === 'secret')
          .map(({ path }) => toPointer(path)),
      ),
      lists: {
        providers: {
          closed: true,
          options: providers.map(({ name, description }) => ({
            value: name,
            label: description === '' ? name : `${name}: ${description}`,
          })),
        },
        sources: { closed: true, options: toOptions(credentialSources(provider)) },
        namespaces: { closed: false, options: toOptions(props.namespaces) },
        secrets: { closed: false, options: toOptions(props.secrets) },
      },
    }),
    [draft, messages, providers, resource, provider, providerName, props.namespaces, props.secrets, whenReleased],
  )

  function preview(): void {
    flushSync(() => draft.showAll())
    const first = draft.getDiagnostics().find(({ severity }) => severity === 'error')
    if (!first) props.onPreview?.(draft.getState().values)
    else if (root.current) focusPath(root.current, first.path)
  }
  return (
    <FormContext.Provider value={context}>
      <div className="bsf bsf-form" ref={root}>
        <RjsfForm
          tagName="div"
          idPrefix={idPrefix}
          schema={form.schema as RJSFSchema}
          uiSchema={form.uiSchema}
          formData={noData}
          fields={fields}
          widgets={widgets}
          templates={templates}
          validator={noValidator}
          noValidate
          noHtml5Validate
          experimental_defaultFormStateBehavior={noDefaults}
          disabled={props.disabled ?? false}
          readonly={props.readOnly ?? false}
        >
          <></>
        </RjsfForm>
        {props.onCancel || props.onPreview ? (
          <div className="bsf-actions">
            {props.onCancel ? (
              <button type="button" className="bsf-button" onClick={props.onCancel}>
                {messages.cancel}
              </button>
            ) : null}
            {props.onPreview ? (
              <button
                type="button"
                className="bsf-button bsf-button--primary"
                onClick={preview}
                disabled={props.disabled}
              >
                {messages.preview}
              </button>
            ) : null}
          </div>
        ) : null}
      </div>
    </FormContext.Provider>
  )
}
