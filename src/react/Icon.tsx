import type { ReactElement } from 'react'

const paths = {
  add: 'M8 3v10M3 8h10',
  ascending: 'M8 3v10M4.5 6.5 8 3l3.500 3.500',
  bin: 'M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.7 6.5v4.5M9.3 6.5v4.5',
  chevron: 'M3.5 6 8 10.5 12.5 6',
  close: 'M4 4l8 8M12 4l-8 8',
  descending: 'M8 3v10M4.5 9.500 8 13l3.500-3.500',
  done: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM5 8.3l2 2 4-4.3',
  error: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6',
  file: 'M4 1.5h5L12.5 5v9.5H4zM9 1.5V5h3.5',
  hide: 'M2 2l12 12M6.6 6.7a2 2 0 0 0 2.7 2.7M4.2 4.4C2.6 5.5 1.5 8 1.5 8s2.3 4.5 6.5 4.5c1.2 0 2.3-.4 3.2-.9M6.8 3.6A6 6 0 0 1 8 3.500c4.2 0 6.5 4.5 6.5 4.500a12 12 0 0 1-1.7 2.3',
  info: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 7.3v3.7M8 4.9v.1',
  lock: 'M4 7h8v6.500H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  pending: 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 4.500V8l2.300 1.500',
  redo: 'M13 6H6a3.5 3.5 0 0 0 0 7h4M10 3l3 3-3 3',
  reset: 'M3 3v3.500h3.500M3.2 6.500A5.2 5.2 0 1 1 2.8 9',
  show: 'M1.5 8S3.8 3.5 8 3.5 14.5 8 14.5 8 12.2 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  sortable: 'M5 3v10M3 5l2-2 2 2M11 3v10M9 11l2 2 2-2',
  undo: 'M3 6h7a3.5 3.5 0 0 1 0 7H6M6 3 3 6l3 3',
  warning: 'M8 1.8 15 14H1zM8 6v4M8 12v.1',
} as const

export type IconName = keyof typeof paths

/** A decorative icon next to text or on a labeled button, hidden from screen readers. */
export function Icon({ name }: { name: IconName }): ReactElement {
  return (
    <svg className="bsf-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
