// Internal components for stories and tests.
export { ManifestDiff } from '../../src/react/editor/ManifestDiff.tsx'
export { ManifestEditor } from '../../src/react/editor/ManifestEditor.tsx'
