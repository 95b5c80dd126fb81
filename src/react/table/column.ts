import type { ReactNode } from 'react'
import { createContext } from 'react'
import type { RowColumn } from '../../cluster/rows/arrangeRows.ts'

/** A column of a table. */
export interface Column<Row> extends RowColumn<Row> {
  readonly title: string
  /** How wide it is, as a track of a CSS grid. */
  readonly width: string
  /** What is shown. @default the text */
  readonly cell?: ((row: Row) => ReactNode) | undefined
  /** Whether what is shown has a link or a button in it, with `cellWidget`: it takes the focus in the place of the cell. */
  readonly hasWidget?: ((row: Row) => boolean) | undefined
  /** Whether it says which row this is. */
  readonly isRowHeader?: boolean | undefined
}

/** The `tabIndex` of what can be focused in a cell: one place of a grid at a time is in the order of Tab. */
export const CellTabIndex = createContext<number | undefined>(undefined)

/** Marks what takes the focus in the place of the cell that it is in. */
export const cellWidget = { 'data-bsf-widget': '' } as const
