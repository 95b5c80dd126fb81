const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** Formats a number of bytes as KubeStash does: `94.967 KiB`. */
export function formatSize(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10))
  return power === 0 ? `${bytes} B` : `${(bytes / 1024 ** power).toFixed(3)} ${units[power]}`
}

/** Parses a size into bytes; 0 if invalid. */
export function parseSize(size: string): number {
  const [, number = '', unit = ''] = /^([\d.]+) ([KMGT]i)?B$/.exec(size) ?? []
  return Math.round(Number(number) * 1024 ** units.indexOf(`${unit}B`))
}
