import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'

// A baseline is a lossless WebP with all views of a story side by side, reduced to a pixel for each square of the page.
// It takes a hundredth of the room, and a changed word, icon or border still changes the averages.

/** One look of a story: how wide the window is, in CSS pixels, and the theme. */
export interface View {
  width: number
  theme: 'light' | 'dark'
}

/** A picture of a story. */
export interface Shot {
  view: View
  png: Buffer
}

/** All views of a story, in the order of its baseline. */
export const views: readonly View[] = [
  { width: 1280, theme: 'light' },
  { width: 1280, theme: 'dark' },
  { width: 400, theme: 'light' },
  { width: 400, theme: 'dark' },
]

/** Where a view is in a baseline, in its pixels. */
interface Column {
  left: number
  width: number
}

const tolerance = {
  /** The side of a square, in pixels of the page. */
  square: 16,
  /** How far a red, green or blue average may be off, of 255. */
  level: 1,
  /** How many squares may be off by more. */
  squares: 2,
}

/** The outcome for a view. */
interface Outcome {
  /** The height of the page now, and of the baseline, in squares. */
  rows: number
  expected: number
  /** How many squares changed. */
  changed: number
  /** The picture with its changed squares marked, as PNG in base64. */
  marked: string
}

/** The extension of a baseline. */
export const extension = '.webp'
export const baselines = fileURLToPath(new URL('baselines/', import.meta.url))
const results = fileURLToPath(new URL('../results/visual/', import.meta.url))

const fileOf = (story: string, folder = baselines): string => join(folder, `${story}${extension}`)
const nameOf = ({ width, theme }: View): string => `${width}-${theme}`

function columnOf(view: View): Column {
  const at = views.findIndex((one) => nameOf(one) === nameOf(view))
  const widths = views.map(({ width }) => width / tolerance.square)
  return { left: widths.slice(0, at).reduce((sum, width) => sum + width, 0), width: widths[at] ?? 0 }
}

/** Writes the baseline of a story, unless the one that exists is within the tolerance. */
export async function writeBaseline(workbench: Page, story: string, shots: readonly Shot[], folder?: string) {
  const { sheet, outcomes } = await compare(workbench, story, shots, folder)
  if (outcomes.every((outcome) => changesOf(outcome).length === 0)) return
  writeFileSync(fileOf(story, folder), Buffer.from(sheet, 'base64'))
}

/**
 * Returns a sentence for each view of a story that differs from its baseline, and writes pictures of it.
 * `workbench` is a blank page to compute in.
 */
export async function differences(
  workbench: Page,
  story: string,
  shots: readonly Shot[],
  folder?: string,
): Promise<string[]> {
  const { outcomes } = await compare(workbench, story, shots, folder)
  return shots.flatMap(({ view, png }, i) => {
    const outcome = outcomes[i] as Outcome
    const changes = changesOf(outcome)
    for (const kind of ['now', 'marked']) rmSync(pictureOf(story, view, kind), { force: true })
    if (changes.length === 0) return []
    mkdirSync(results, { recursive: true })
    writeFileSync(pictureOf(story, view, 'now'), png)
    writeFileSync(pictureOf(story, view, 'marked'), Buffer.from(outcome.marked, 'base64'))
    return [`${view.width} px, ${view.theme}: ${changes.join(', ')}. See ${pictureOf(story, view, 'marked')}`]
  })
}

/** Returns whether two pictures differ by no more than the tolerance. */
export async function isAlike(workbench: Page, view: View, one: Buffer, other: Buffer): Promise<boolean> {
  if (one.equals(other)) return true
  const { sheet } = await examineIn(workbench, [{ view, png: one }])
  const { outcomes } = await examineIn(workbench, [{ view, png: other }], sheet)
  return outcomes.every((outcome) => changesOf(outcome).length === 0)
}

function compare(workbench: Page, story: string, shots: readonly Shot[], folder = baselines): Promise<Examined> {
  const file = fileOf(story, folder)
  return examineIn(workbench, shots, existsSync(file) ? readFileSync(file).toString('base64') : undefined)
}

function examineIn(workbench: Page, shots: readonly Shot[], sheet?: string): Promise<Examined> {
  const pictures = shots.map(({ view, png }) => ({ png: png.toString('base64'), column: columnOf(view) }))
  return workbench.evaluate(examine, { ...tolerance, shots: pictures, sheet })
}

function changesOf({ rows, expected, changed }: Outcome): string[] {
  if (expected === 0) return ['no baseline']
  const taller = (rows - expected) * tolerance.square
  return [
    ...(taller === 0 ? [] : [`about ${Math.abs(taller)} px ${taller > 0 ? 'taller' : 'shorter'}`]),
    ...(changed > tolerance.squares ? [`${changed} squares of ${tolerance.square} px changed`] : []),
  ]
}

const pictureOf = (story: string, view: View, kind: string): string =>
  join(results, `${story}-${nameOf(view)}-${kind}.png`)

interface Task {
  square: number
  level: number
  shots: { png: string; column: Column }[]
  /** The baseline in base64. */
  sheet: string | undefined
}

interface Examined {
  /** The new baseline in base64. */
  sheet: string
  /** The outcome for each picture. */
  outcomes: Outcome[]
}

/** Runs in the page: reduces pictures to a new baseline, and compares them with the old one. */
async function examine({ square, level, shots, sheet }: Task): Promise<Examined> {
  const read = async (image: string, type = 'image/png'): Promise<ImageBitmap> =>
    createImageBitmap(await (await fetch(`data:${type};base64,${image}`)).blob())

  const encode = async (canvas: OffscreenCanvas, options?: ImageEncodeOptions): Promise<string> => {
    const bytes = new Uint8Array(await (await canvas.convertToBlob(options)).arrayBuffer())
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
  }

  const draw = (width: number, height: number, image?: ImageBitmap): OffscreenCanvasRenderingContext2D => {
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
    if (context === null) throw new Error('This browser has no 2D canvas.')
    if (image) context.drawImage(image, 0, 0)
    return context
  }

  // A page that is wider than its window is cut off.
  const reduce = (image: ImageBitmap, width: number): ImageData => {
    const { data } = draw(image.width, image.height, image).getImageData(0, 0, image.width, image.height)
    const reduced = new ImageData(width, Math.ceil(image.height / square))
    for (let top = 0; top < reduced.height; top++) {
      for (let left = 0; left < reduced.width; left++) {
        const sums = [0, 0, 0]
        let count = 0
        for (let y = top * square; y < Math.min((top + 1) * square, image.height); y++) {
          for (let x = left * square; x < (left + 1) * square; x++) {
            for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + (data[(y * image.width + x) * 4 + c] ?? 0)
            count++
          }
        }
        const average = sums.map((sum) => Math.round(sum / count))
        reduced.data.set([...average, 255], (top * reduced.width + left) * 4)
      }
    }
    return reduced
  }

  const pictures = await Promise.all(shots.map(({ png }) => read(png)))
  const reduced = pictures.map((picture, i) => reduce(picture, shots[i]?.column.width ?? 0))
  const old = sheet === undefined ? undefined : await read(sheet, 'image/webp')

  const outcomes: Outcome[] = []
  for (const [i, { width, height: rows, data: now }] of reduced.entries()) {
    const before = draw(width, Math.max(old?.height ?? 0, rows))
    if (old) before.drawImage(old, -(shots[i]?.column.left ?? 0), 0)
    const { data: was } = before.getImageData(0, 0, width, before.canvas.height)
    let expected = 0
    while ((was[expected * width * 4 + 3] ?? 0) > 0) expected++
    const marked = draw(width * square, rows * square, pictures[i])
    marked.strokeStyle = 'red'
    let changed = 0
    for (let at = 0; at < width * rows; at++) {
      const isOff = [0, 1, 2, 3].some((c) => Math.abs((was[at * 4 + c] ?? 0) - (now[at * 4 + c] ?? 0)) > level)
      if (!isOff) continue
      changed++
      marked.strokeRect((at % width) * square + 0.5, Math.floor(at / width) * square + 0.5, square - 1, square - 1)
    }
    const isSame = changed === 0 && expected === rows
    outcomes.push({ rows, expected, changed, marked: isSame ? '' : await encode(marked.canvas) })
  }

  const last = shots.at(-1)?.column
  const next = draw(last ? last.left + last.width : 1, Math.max(1, ...reduced.map(({ height }) => height)))
  for (const [i, now] of reduced.entries()) next.putImageData(now, shots[i]?.column.left ?? 0, 0)
  // Of WebP, only the best quality is lossless.
  return { sheet: await encode(next.canvas, { type: 'image/webp', quality: 1 }), outcomes }
}
