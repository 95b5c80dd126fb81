import type { ReactNode } from 'react'
import { createContext } from 'react'
import type { RowColumn } from '../../cluster/rows/arrangeRows.ts'

/** A column of a table. */
export interface Column<Row> extends RowColumn<Row> {
  readonly title: string
  /** The title in the header, if the full one is too long for it. */
  readonly short?: string | undefined
  /** The width, as a track of a CSS grid. */
  readonly width: string
  /** Renders the content of a cell. @default the text */
  readonly cell?: ((row: Row) => ReactNode) | undefined
  /** Whether the cell has a link or button with `cellWidget`, which takes the focus instead of the cell. */
  readonly hasWidget?: ((row: Row) => boolean) | undefined
  /** Whether the column has numbers, which are aligned at their end. */
  readonly isNumber?: boolean | undefined
  /** Whether the column identifies the row. */
  readonly isRowHeader?: boolean | undefined
}

/** The `tabIndex` of focusable content in a cell: one cell of a grid at a time is in the tab order. */
export const CellTabIndex = createContext<number | undefined>(undefined)

/** Marks an element that takes the focus instead of its cell. */
export const cellWidget = { 'data-bsf-widget': '' } as const
