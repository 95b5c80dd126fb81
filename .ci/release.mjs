/**
 * @typedef {object} State
 * @property {{ version: string, repository?: unknown, scripts?: Record<string, string> }} pkg
 * @property {{ version: string }} lock
 * @property {string} changelog
 * @property {string} changes what `git status --porcelain` says
 * @property {string | undefined} [tag] the tag that is released
 */

/** The part of the changelog about one version, without its heading. */
export function releaseNotes(/** @type {string} */ changelog, /** @type {string} */ version) {
  const section = changelog.split(/^## /m).find((part) => part.split(/\s/, 1)[0] === version)
  return section?.slice(section.indexOf('\n')).trim() ?? ''
}

/** `latest`, or `next` for a version before a release. */
export const distTag = (/** @type {string} */ version) => (version.includes('-') ? 'next' : 'latest')

/**
 * What keeps a release from being made, as sentences that say what to do.
 *
 * @param {State} state
 */
export function releaseFaults({ pkg, lock, changelog, changes, tag }) {
  const { version } = pkg
  return [
    /^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version) || `"${version}" is no version. Write one into package.json.`,
    lock.version === version || `package-lock.json is of ${lock.version}. Run: npm install --package-lock-only`,
    releaseNotes(changelog, version) !== '' || `CHANGELOG.md has nothing under "## ${version}". Name Unreleased that.`,
    pkg.repository !== undefined ||
      'package.json has no "repository", which the provenance is checked against. Add it.',
    changes === '' || `There are changes that are not committed. Commit them or take them back:\n${changes}`,
    tag === undefined || tag === `v${version}` || `The tag ${tag} is not v${version}. Tag the commit of that version.`,
  ].filter((fault) => typeof fault === 'string')
}
