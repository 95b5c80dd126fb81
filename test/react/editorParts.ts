// Parts that no entry exports, for the stories of them.
export { ManifestDiff } from '../../src/react/editor/ManifestDiff.tsx'
export { ManifestEditor } from '../../src/react/editor/ManifestEditor.tsx'
