const units = ['b', 'kib', 'mib', 'gib', 'tib', 'pib', 'eib']

/** Returns the bytes of a size as KubeStash writes it, such as `94.967 KiB`; undefined for anything else. */
export function parseSize(size: string): number | undefined {
  const [, count, unit] = /^\s*(\d+(?:\.\d+)?)\s*([KMGTPE]?i?B)\s*$/i.exec(size) ?? []
  const power = units.indexOf((unit ?? '').toLowerCase())
  return count === undefined || power < 0 ? undefined : Number(count) * 1024 ** power
}
