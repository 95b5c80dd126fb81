import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { createRequire } from 'node:module'

const MINUTE = 60_000

const names =
  process.platform === 'win32'
    ? ['chrome.exe', 'chromium.exe', 'msedge.exe']
    : ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

const isRoot = process.getuid?.() === 0

/** Flags for a Chromium that runs tests: quiet, and without the sandbox if it can't start with one (as root). */
export const browserFlags = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
]

/** The default install locations on macOS and Windows. */
function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Google Chrome for Testing', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  if (process.platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
      const folder = process.env[variable]
      if (folder === undefined) return []
      return ['Google/Chrome', 'Chromium', 'Microsoft/Edge'].flatMap((product) =>
        names.map((name) => join(folder, product, 'Application', name)),
      )
    })
  }
  return ['/snap/bin/chromium', '/opt/google/chrome/chrome']
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function installed() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...usualPlaces()].find(isExecutable)
}

/** Returns the browser downloaded by Playwright's driver, if any. */
function playwrightsOwn() {
  try {
    /** @type {string} */
    const file = createRequire(import.meta.url)('playwright').chromium.executablePath()
    return isExecutable(file) ? file : undefined
  } catch {
    return undefined
  }
}

/**
 * @param {string} command
 * @param {string[]} words
 * @param {number} minutes
 */
function run(command, words, minutes) {
  // stdout may be a report that a program reads, so this goes to stderr.
  const result = spawnSync(command, words, {
    stdio: ['ignore', 2, 2],
    timeout: minutes * MINUTE,
    killSignal: 'SIGKILL',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return result.status === 0
}

function installFromDebian() {
  if (!isRoot || !existsSync('/etc/debian_version')) return undefined
  console.warn('No Chrome or Chromium here: installing the chromium package (at most 5 minutes).')
  const both = 'apt-get update && apt-get install -y --no-install-recommends chromium'
  return run('sh', ['-c', both], 5) ? installed() : undefined
}

function installFromPlaywright() {
  console.warn("No Chrome or Chromium here: asking Playwright's driver to download one (at most 5 minutes).")
  const driver = dirname(createRequire(import.meta.url).resolve('playwright/package.json'))
  return run(process.execPath, [join(driver, 'cli.js'), 'install', 'chromium'], 5) ? playwrightsOwn() : undefined
}

function lineToType() {
  if (existsSync('/etc/debian_version')) {
    const sudo = isRoot ? '' : 'sudo '
    return `${sudo}apt-get update && ${sudo}apt-get install -y chromium`
  }
  if (process.platform === 'darwin') return 'brew install --cask chromium'
  return 'npx playwright install chromium'
}

/**
 * Returns the path of a Chrome or Chromium: the one in `CHROME_PATH`, an installed one, or one that it installs now
 * (the system's package first, then Playwright's download).
 *
 * @returns {string}
 * @throws {Error} if there is none and none could be installed; the message contains the command to run
 */
export function findBrowser() {
  const named = process.env.CHROME_PATH
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named
    throw new Error(`CHROME_PATH names ${named}, which is no program. Unset it, or let it name a Chrome or Chromium.`)
  }
  const found = installed() ?? playwrightsOwn() ?? installFromDebian() ?? installFromPlaywright()
  if (found !== undefined) return found
  throw new Error(`The browser tests need Chrome or Chromium, and none could be installed. Type: ${lineToType()}`)
}
