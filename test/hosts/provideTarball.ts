import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { packPackage } from '../packPackage.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** The tarball that `npm pack` wrote. */
    tarball: string
  }
}

/** Packs the package once, for all hosts. */
export default function provideTarball({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'))
  provide('tarball', packPackage(folder).file)
  return () => rmSync(folder, { recursive: true, force: true })
}
