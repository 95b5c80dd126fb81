import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import type { ReactElement, ReactNode } from 'react'
import { createContext, Fragment, useContext, useMemo } from 'react'
import type { Path } from '../../base/pointer.ts'
import { toPointer } from '../../base/pointer.ts'
import type { UiSchema } from '../../schema/form.ts'
import type { Section } from '../../schema/language.ts'
import { FieldNotesList } from './FieldNotesList.tsx'
import { useFormContext } from './FormContext.ts'
import { Guide } from './Guide.tsx'
import { Panel } from './Panel.tsx'
import { useFieldNotes } from './useFieldNotes.ts'
import { nowhere, useStateAt } from './useStateAt.ts'
import { isAlwaysShown, isFieldShown } from './visibility.ts'

/** Whether the parent, such as a section, already frames the object. */
const FramedContext = createContext(false)

export const Framed = ({ children }: { children: ReactNode }): ReactElement => (
  <FramedContext.Provider value={true}>{children}</FramedContext.Provider>
)

interface SectionsProps {
  sections: readonly (string | Section)[]
  path: Path
  contents: ReadonlyMap<string, ReactNode>
  uiSchema: UiSchema
}

function fieldsOf(section: string | Section): string[] {
  return typeof section === 'string' ? [section] : section.fields.flatMap(fieldsOf)
}

/** Returns the keys of the sibling fields that decide whether a field is shown. */
function siblingsOf(uiSchema: unknown): string[] {
  const { when, show } = (uiSchema as UiSchema | undefined)?.['ui:options'] ?? {}
  return Object.keys({ ...when, ...show })
}

/** Returns whether a field of the object at a path is the provider's credentials. The guide follows them. */
const isAuth =
  (path: Path) =>
  (name: string): boolean =>
    path.length === 1 && path[0] === 'backend' && name === 'auth'

/** A group of fields in its own panel, omitted if none of them is shown. */
function SectionPanel({
  section,
  ...rest
}: Omit<SectionsProps, 'sections'> & { section: Section }): ReactElement | null {
  const context = useFormContext()
  const { messages, providerTitle, pasteHints, locks } = context
  const { path, uiSchema, contents } = rest
  const present = useMemo(() => fieldsOf(section).filter((name) => contents.has(name)), [section, contents])
  const pointers = useMemo(() => present.map((name) => toPointer([...path, name])), [present, path])
  const has = (isShown: (path: Path, uiSchema: UiSchema | undefined) => boolean): boolean =>
    present.some((name) => hasShown([...path, name], uiSchema[name] as UiSchema | undefined, isShown))
  const isNeverEmpty =
    has((...field) => isAlwaysShown(...field, context)) || (context.guide !== undefined && present.some(isAuth(path)))
  // Conditions depend on sibling fields, which can be in other sections.
  const deciding = useMemo(
    () => [
      ...pointers,
      ...present.flatMap((name) => siblingsOf(uiSchema[name])).map((key) => toPointer([...path, key])),
    ],
    [pointers, present, uiSchema, path],
  )
  const isEmpty = useStateAt(
    isNeverEmpty ? nowhere : deciding,
    (state) => !isNeverEmpty && !has((...field) => isFieldShown(state, ...field, context)),
  )
  if (isEmpty) return null
  const canPaste = section.title.includes('{provider}') && pasteHints.length > 0 && locks.fields.size === 0
  return (
    <Panel
      title={section.title.replace('{provider}', providerTitle)}
      collapsed={section.collapsed}
      hint={canPaste ? messages.pasteHint(messages.list(pasteHints)) : undefined}
      pointers={pointers}
    >
      <Framed>
        <Sections {...rest} sections={section.fields} />
      </Framed>
    </Panel>
  )
}

/** The maximum number of sibling fields, or groups of them. */
const groupSize = 32

/** Nests many fields in groups: when one changes, React checks only its group and the groups, not every sibling. */
function inGroups(fields: ReactElement[]): ReactElement[] {
  if (fields.length <= groupSize) return fields
  const groups = Array.from({ length: Math.ceil(fields.length / groupSize) }, (_, index) => {
    const from = index * groupSize
    return <Fragment key={from}>{fields.slice(from, from + groupSize)}</Fragment>
  })
  return inGroups(groups)
}

function Sections({ sections, ...rest }: SectionsProps): ReactElement {
  const { guide, provider } = useFormContext()
  return (
    <div className="bsf-fields">
      {inGroups(
        sections.flatMap((section) =>
          typeof section === 'string'
            ? [
                <div className="bsf-slot" key={section}>
                  {rest.contents.get(section)}
                </div>,
                ...(guide !== undefined && isAuth(rest.path)(section)
                  ? [<Guide key={`${provider} guide`} title={guide} />]
                  : []),
              ]
            : [<SectionPanel key={section.title} section={section} {...rest} />],
        ),
      )}
    </div>
  )
}

/** Returns whether any part of a field is shown, according to `isShown`; for an object, any of its fields. */
function hasShown(
  path: Path,
  uiSchema: UiSchema | undefined,
  isShown: (path: Path, uiSchema: UiSchema | undefined) => boolean,
): boolean {
  if (!isShown(path, uiSchema)) return false
  if (!uiSchema || uiSchema['ui:field'] || uiSchema['ui:widget']) return uiSchema !== undefined
  return Object.entries(uiSchema).some(
    ([key, child]) => !key.startsWith('ui:') && hasShown([...path, key], child as UiSchema, isShown),
  )
}

/** An object: its fields in sections or one below the other, inside a panel unless something frames it already. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps): ReactElement {
  const { properties, uiSchema = {}, fieldPathId, title } = props
  const framed = useContext(FramedContext)
  const { path } = fieldPathId
  const { sections } = (uiSchema as UiSchema)['ui:options'] ?? {}
  const contents = useMemo(() => new Map(properties.map(({ name, content }) => [name, content])), [properties])
  const { locks } = useFormContext()
  const pointer = toPointer(path)
  const pointers = useMemo(() => [pointer], [pointer])
  const about = useFieldNotes(pointer, locks.reasons.get(pointer))
  const named = new Set(sections?.flatMap(fieldsOf))
  const others = properties.map(({ name }) => name).filter((name) => !named.has(name))
  const body = (
    <FramedContext.Provider value={false}>
      <FieldNotesList id={fieldPathId.$id} about={about} />
      <Sections
        sections={[...(sections ?? []), ...others]}
        path={path}
        contents={contents}
        uiSchema={uiSchema as UiSchema}
      />
    </FramedContext.Provider>
  )
  if (framed || path.length === 0) return body
  return (
    <Panel title={title} pointers={pointers}>
      {body}
    </Panel>
  )
}
