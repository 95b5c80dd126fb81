import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

type StyleSpec = Parameters<typeof EditorView.theme>[0][string]

// The shadow tree inherits the custom properties from the style sheet of the page. Everything with an image in the
// editor's own styles is replaced here, as a strict CSP blocks `data:` images.

const text = 'var(--bsf-text, CanvasText)'
const surface = 'var(--bsf-surface, Canvas)'
const raised = 'var(--bsf-raised, Canvas)'
const muted = 'var(--bsf-muted, GrayText)'
const border = 'var(--bsf-border, GrayText)'
const controlBorder = 'var(--bsf-control-border, GrayText)'
const accent = 'var(--bsf-accent, LinkText)'
const radius = 'var(--bsf-radius, 6px)'
const tones = {
  error: 'var(--bsf-error, #c00)',
  warning: 'var(--bsf-warning, #850)',
  info: 'var(--bsf-info, #15c)',
}
const tint = (tone: string, percent: number): string => `color-mix(in srgb, ${tone} ${percent}%, transparent)`
const focusRing = { outline: 'var(--bsf-focus, 2px solid)', outlineOffset: '1px' }
const underline = (style: string, tone: string): StyleSpec => ({
  backgroundImage: 'none',
  paddingBottom: '0',
  textDecoration: `underline ${style} ${tone}`,
  textDecorationSkipInk: 'none',
  textUnderlineOffset: '3px',
})
const marker = (tone: string, sign: string, shape: StyleSpec): StyleSpec => ({
  content: 'normal',
  display: 'grid',
  placeItems: 'center',
  boxSizing: 'border-box',
  inlineSize: '15px',
  blockSize: '15px',
  marginBlockStart: '3px',
  background: tone,
  color: surface,
  forcedColorAdjust: 'none',
  fontSize: '11px',
  fontWeight: '700',
  lineHeight: '1',
  '&:before': { content: `"${sign}"` },
  ...shape,
})

const control = {
  margin: '0',
  padding: '2px 8px',
  minBlockSize: '28px',
  border: `1px solid ${controlBorder}`,
  borderRadius: radius,
  background: surface,
  backgroundImage: 'none',
  color: text,
  font: 'inherit',
  fontSize: '0.8125rem',
}

export const editorTheme = EditorView.theme({
  '&': {
    border: `1px solid ${controlBorder}`,
    borderRadius: radius,
    background: surface,
    color: text,
    fontSize: '0.8125rem',
    colorScheme: 'inherit',
  },
  '&.cm-focused': focusRing,
  '& ::selection': { background: 'Highlight', color: 'HighlightText' },
  '.cm-scroller': {
    maxBlockSize: '70vh',
    overflow: 'auto',
    fontFamily: 'var(--bsf-mono, monospace)',
    lineHeight: '1.6',
  },
  '.cm-content': { caretColor: text, minBlockSize: '8em', paddingBlock: '8px' },
  '.cm-line': { paddingInline: '6px 12px' },
  '.cm-activeLine': { background: tint(accent, 7) },
  '.cm-activeLineGutter': { background: tint(accent, 12), color: text },
  '.cm-gutters': {
    border: '0',
    borderInlineEnd: `1px solid ${border}`,
    borderStartStartRadius: radius,
    background: raised,
    color: muted,
  },
  '.cm-lineNumbers .cm-gutterElement': { paddingInline: '6px 2px', minInlineSize: '24px' },
  '.cm-foldGutter .cm-gutterElement': { paddingInline: '3px', cursor: 'pointer' },
  '.cm-foldPlaceholder': {
    padding: '0 6px',
    border: `1px solid ${border}`,
    background: raised,
    color: muted,
  },
  '&.cm-focused .cm-matchingBracket': { background: 'none', outline: `1px solid ${controlBorder}` },
  '&.cm-focused .cm-nonmatchingBracket': { background: 'none', outline: `1px dashed ${tones.error}` },
  '.cm-specialChar': { color: tones.error },
  '.cm-mask': {
    borderRadius: '3px',
    background: raised,
    boxShadow: `0 0 0 1px ${border}`,
    color: muted,
    letterSpacing: '1px',
    cursor: 'text',
  },

  '.cm-lintRange-error': underline('wavy', tones.error),
  '.cm-lintRange-warning': underline('dashed', tones.warning),
  '.cm-lintRange-info': underline('dotted', tones.info),
  '.cm-lintPoint:after': { borderBottomColor: tones.error },
  '.cm-lintPoint-warning:after': { borderBottomColor: tones.warning },
  '.cm-lintPoint-info:after': { borderBottomColor: tones.info },
  '.cm-gutter-lint': { inlineSize: '21px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0 3px' },
  '.cm-lint-marker-error': marker(tones.error, '×', { borderRadius: '50%' }),
  '.cm-lint-marker-warning': marker(tones.warning, '!', {
    clipPath: 'polygon(50% 0, 100% 100%, 0 100%)',
    paddingBlockStart: '4px',
    fontSize: '10px',
  }),
  '.cm-lint-marker-info': marker(tones.info, 'i', { borderRadius: '3px' }),

  '.cm-tooltip': {
    zIndex: '20',
    boxSizing: 'border-box',
    maxInlineSize: 'min(30rem, calc(100vw - 24px))',
    border: `1px solid ${controlBorder}`,
    borderRadius: radius,
    background: surface,
    color: text,
    boxShadow: '0 6px 20px rgb(0 0 0 / 20%)',
    font: 'inherit',
    overflowWrap: 'anywhere',
  },
  '.cm-diagnostic': { margin: '0', padding: '6px 10px', borderInlineStart: `4px solid ${tones.info}` },
  '.cm-diagnostic-error': { borderInlineStartColor: tones.error },
  '.cm-diagnostic-error .cm-severity': { color: tones.error },
  '.cm-diagnostic-warning': { borderInlineStartColor: tones.warning },
  '.cm-diagnostic-warning .cm-severity': { color: tones.warning },
  '.cm-diagnostic-info .cm-severity': { color: tones.info },
  '.cm-help': { padding: '6px 10px' },
  '.cm-help p, .cm-help-text': { margin: '0', whiteSpace: 'pre-line' },
  '.cm-help-title': { color: muted },
  '.cm-help-title strong': { color: text },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--bsf-mono, monospace)', maxBlockSize: '14em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', lineHeight: '1.4' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    background: accent,
    color: 'var(--bsf-on-accent, Canvas)',
    outline: '1px solid transparent',
  },
  '.cm-completionMatchedText': { fontWeight: '700' },
  '.cm-completionDetail': { color: 'inherit', fontStyle: 'normal' },
  '.cm-tooltip.cm-completionInfo': { padding: '6px 10px' },

  '.cm-panels': { zIndex: '1', background: raised, color: text, font: 'inherit' },
  '.cm-panels-top': {
    borderBlockEnd: `1px solid ${border}`,
    borderStartStartRadius: radius,
    borderStartEndRadius: radius,
  },
  '.cm-panels-bottom': {
    borderBlockStart: `1px solid ${border}`,
    borderEndStartRadius: radius,
    borderEndEndRadius: radius,
  },
  '.cm-keys': { padding: '4px 10px', color: muted, fontSize: '0.75rem', textWrap: 'pretty' },
  '.cm-panel.cm-search, .cm-panel.cm-dialog': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '6px',
    alignItems: 'center',
    padding: '8px 40px 8px 8px',
  },
  '.cm-panel.cm-search br': { flexBasis: '100%', content: '""' },
  '.cm-panel.cm-search label': { display: 'inline-flex', gap: '4px', alignItems: 'center', fontSize: '0.8125rem' },
  '.cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label': { margin: '0' },
  '.cm-panel.cm-search input[type=checkbox]': { inlineSize: '16px', blockSize: '16px', accentColor: accent },
  '.cm-panel .cm-textfield': { ...control, flex: '1 1 9rem', minInlineSize: '0', maxInlineSize: '20rem' },
  '.cm-panel .cm-button': { ...control, fontWeight: '600', cursor: 'pointer' },
  '.cm-panel .cm-button:active': { backgroundImage: 'none' },
  '.cm-panel.cm-search [name=close], .cm-panel.cm-dialog .cm-dialog-close': {
    insetBlockStart: '8px',
    insetInlineEnd: '8px',
    inlineSize: '28px',
    blockSize: '28px',
    borderRadius: radius,
    color: text,
    fontSize: '1.25rem',
    lineHeight: '1',
    cursor: 'pointer',
  },
  '.cm-panels :focus-visible': focusRing,
  '.cm-searchMatch': { background: tint(tones.warning, 22), outline: `1px solid ${tones.warning}` },
  '.cm-searchMatch-selected': { background: tint(tones.warning, 45), outlineWidth: '2px' },
})

/** Syntax colours, each with a contrast of at least 4.5:1 on the surface and on the active line. */
export const highlightStyle = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--bsf-code-key, inherit)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--bsf-code-string, inherit)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--bsf-code-constant, inherit)' },
  { tag: [tags.labelName, tags.typeName], color: 'var(--bsf-code-constant, inherit)' },
  { tag: [tags.comment, tags.meta, tags.processingInstruction], color: muted },
])

const changed = (tone: string): StyleSpec => ({
  background: tint(tone, 8),
  borderRadius: '2px',
  textDecoration: `underline 2px ${tone}`,
  textUnderlineOffset: '3px',
})
const sign = (text: string, tone: string): StyleSpec => ({
  background: 'none',
  '&:before': { content: `"${text}"`, color: tone, fontWeight: '700' },
})

/** Styles of a comparison, on top of those of an editor: changes have signs as well as colours. */
export const diffTheme = EditorView.theme({
  '.cm-content': { minBlockSize: '0' },
  '.cm-changeGutter': { inlineSize: '14px', paddingInlineStart: '0', textAlign: 'center' },
  '&.cm-merge-a .cm-changedLineGutter, & .cm-deletedLineGutter': sign('−', tones.error),
  '&.cm-merge-b .cm-changedLineGutter': sign('+', accent),
  '&.cm-merge-a .cm-changedLine, & .cm-deletedChunk': { background: tint(tones.error, 9) },
  '&.cm-merge-b .cm-changedLine': { background: tint(accent, 10) },
  '&.cm-merge-a .cm-changedText, & .cm-deletedChunk .cm-deletedText': changed(tones.error),
  '&.cm-merge-b .cm-changedText': changed(accent),
  '.cm-deletedChunk': { paddingInlineStart: '6px' },
  '.cm-collapsedLines': {
    padding: '5px 12px',
    background: raised,
    color: muted,
    fontSize: '0.75rem',
    '&:before, &:after': { content: '"⋯"' },
  },
})

/** Styles of texts side by side, which scroll as one. */
export const besideTheme = EditorView.theme({
  '&': { border: '0', borderRadius: '0', blockSize: '100%' },
  '&.cm-merge-b': { borderInlineStart: `1px solid ${border}` },
  '&.cm-focused': { outlineOffset: '-2px' },
  '.cm-scroller': { maxBlockSize: 'none' },
})

/** Styles of the box around both texts. */
export const besideStyle = { maxHeight: '70vh', border: `1px solid ${controlBorder}`, borderRadius: radius }
