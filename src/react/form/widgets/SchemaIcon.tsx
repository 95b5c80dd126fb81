import type { ReactElement } from 'react'
import { createElement } from 'react'

/** The elements and attributes that an icon can have, as in the pattern of the meta-schema. Others are left out. */
const shapes = /<(path|circle|ellipse|rect|line|polyline|polygon)((?: [\w-]+="[^"<>]*")+) ?\/>/g
const attributes =
  / (d|points|[cfr][xy]?|[xy][12]?|width|height|opacity|transform|fill|fill-rule|stroke|stroke-(?:width|line(?:cap|join)))="([-\w .,#%()]*)"/g

/** The icon of a schema: its shapes as elements of React, never as HTML. */
export function SchemaIcon({ svg }: { svg: string }): ReactElement {
  return (
    <svg className="bsf-card-icon" viewBox={/ viewBox="([-\d. ]*)"/.exec(svg)?.[1]} aria-hidden="true">
      {[...svg.matchAll(shapes)].map(([text, shape = 'path', rest = ''], key) =>
        createElement(shape, {
          key: `${key}${text}`,
          ...Object.fromEntries(
            [...rest.matchAll(attributes)].map(([, name = '', value]) => [
              name.replace(/-(.)/, (_, letter: string) => letter.toUpperCase()),
              value,
            ]),
          ),
        }),
      )}
    </svg>
  )
}
