import type { ComponentType } from 'react'
import type { Root } from 'react-dom/client'
import { createRoot } from 'react-dom/client'
import type { ElementOf } from './ElementOf.ts'
import { exposeParts } from './exposeParts.ts'
import type { Host } from './Host.ts'
import { styleSheet } from './styleSheet.ts'

/**
 * The kind of a property, which decides how HTML can set it.
 *
 * `text`: by an attribute with its name in kebab-case. `switch`: by the presence of that attribute, unless it is
 * `false`. `data`: by JavaScript alone.
 */
export type PropertyKind = 'text' | 'switch' | 'data'

/** Props of the component inside an element. */
export interface ViewProps<Given, Details> {
  /** The properties as set on the element. */
  given: Partial<Given>
  host: Host<Given>
  /** Dispatches an event. Returns false if a listener prevented its default. */
  dispatch: <Type extends keyof Details & string>(type: Type, detail: Details[Type]) => boolean
}

interface Definition<Given, Details, Members> {
  properties: { readonly [Name in keyof Required<Given>]: PropertyKind }
  view: ComponentType<ViewProps<Given, Details>>
  /** Methods, and accessors that replace properties. */
  members?: (host: Host<Given>) => Members
}

// Lets a server, which has no HTMLElement, import the module.
const Base = typeof HTMLElement === 'undefined' ? (class {} as typeof HTMLElement) : HTMLElement

const attributeOf = (property: string): string => property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/**
 * Defines a custom element that shows a component in its own shadow root.
 *
 * It registers the class unless the name is taken.
 */
export function defineElement<Given extends object, Details, Members extends object = object>(
  name: string,
  { properties, view: View, members }: Definition<Given, Details, Members>,
): new () => ElementOf<Given, Details, Members> {
  const kinds = Object.entries<PropertyKind>(properties)
  const byAttribute = new Map(
    kinds.flatMap(([property, kind]) =>
      kind === 'data' ? [] : [[attributeOf(property), { property, kind }] as const],
    ),
  )

  class ReactInside extends Base {
    static readonly observedAttributes = [...byAttribute.keys()]
    readonly #host: Host<Record<string, unknown>> = {
      given: {},
      update: () => this.#update(),
      keep: (name, value) => {
        this.#host.given[name] = value
        // At once: an input that waits for its value loses the cursor position.
        this.#render()
      },
      submits: (manifests) => {
        this.#host.manifests = manifests
      },
      shows: (draft) => {
        this.#host.draft = draft
      },
    }
    #root: Root | undefined
    #isWaiting = false

    constructor() {
      super()
      const own = Object.getOwnPropertyDescriptors(members?.(this.#host as Host<Given>) ?? {})
      const names = [...Object.keys(properties), ...Object.keys(own)]
      // Properties that the host set before the element was defined.
      const early = names
        .filter((name) => Object.hasOwn(this, name))
        .map((name) => [name, Reflect.get(this, name)] as const)
      for (const name of Object.keys(properties)) {
        Object.defineProperty(this, name, {
          get: () => this.#host.given[name],
          set: (value: unknown) => {
            this.#set(name, value)
          },
          configurable: true,
          enumerable: true,
        })
      }
      Object.defineProperties(this, own)
      for (const [name, value] of early) Reflect.set(this, name, value)
    }

    attributeChangedCallback(attribute: string, _before: string | null, value: string | null): void {
      const known = byAttribute.get(attribute)
      if (!known) return
      const given = value === null ? undefined : known.kind === 'switch' ? value !== 'false' : value
      Reflect.set(this, known.property, given)
    }

    connectedCallback(): void {
      if (this.#root) return
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
      shadow.adoptedStyleSheets = [styleSheet()]
      const container = shadow.appendChild(document.createElement('div'))
      exposeParts(container)
      this.#root = createRoot(container)
      this.#update()
    }

    disconnectedCallback(): void {
      // Not if the element only moves: it is connected again in the same tick.
      queueMicrotask(() => {
        if (this.isConnected) return
        this.#root?.unmount()
        this.#root = undefined
        this.shadowRoot?.replaceChildren()
      })
    }

    #set(property: string, value: unknown): void {
      if (Object.is(this.#host.given[property], value)) return
      this.#host.given[property] = value
      this.#update()
    }

    /** Renders once for all properties set in the same tick. */
    #update(): void {
      if (this.#isWaiting) return
      this.#isWaiting = true
      queueMicrotask(() => {
        this.#isWaiting = false
        this.#render()
      })
    }

    #render(): void {
      const host = this.#host as Host<Given>
      this.#root?.render(<View given={{ ...host.given }} host={host} dispatch={this.#dispatch} />)
    }

    // Any listener of the page can capture an event, so its detail must not hold what users type.
    readonly #dispatch = (type: string, detail: unknown): boolean =>
      this.dispatchEvent(new CustomEvent(type, { detail, cancelable: true }))
  }

  if (typeof customElements !== 'undefined' && !customElements.get(name)) customElements.define(name, ReactInside)
  return ReactInside as unknown as new () => ElementOf<Given, Details, Members>
}
