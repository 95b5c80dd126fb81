import type { ReactElement, ReactNode } from 'react'
import type { StorageRow } from '../../cluster/live/storageRow.ts'
import type { Name } from '../../cluster/related/references.ts'
import type { RepositoryRow } from '../../cluster/related/repositoryRows.ts'
import type { SessionRow } from '../../cluster/related/sessionRows.ts'
import { unique } from '../../cluster/related/sessionRows.ts'
import type { StorageDetail } from '../../cluster/related/storageDetail.ts'
import type { RelatedKinds } from '../../schema/language.ts'
import { Icon } from '../Icon.tsx'
import { Age } from '../live/Age.tsx'
import type { LiveCollection } from '../live/useCollection.ts'
import type { Navigation } from '../navigation/Navigation.ts'
import type { PageMessages } from '../pageMessages.ts'
import { toneOf } from '../table/StatusBadge.tsx'
import { DetailSection } from './DetailSection.tsx'
import { NameLinks } from './NameLinks.tsx'

/** The maximum number of listed names; the rest are counted. */
const mostNames = 3

interface HealthProps {
  row: StorageRow
  detail: StorageDetail
  /** The kinds related to the storage; unset if its kind has none. */
  kinds: RelatedKinds | undefined
  repositories: { rows: readonly RepositoryRow[]; collection: LiveCollection }
  /** The sessions that write to the storage. */
  sessions: { rows: readonly SessionRow[]; collection: LiveCollection }
  navigation: Navigation
  /** The button that repairs the storage, if any. */
  action: ReactNode
  words: PageMessages
}

/** What needs attention: failing Repositories, paused BackupConfigurations, and the operator's conditions. */
export function Health(props: HealthProps): ReactElement | null {
  const { row, detail, kinds, repositories, sessions, navigation, action, words } = props
  const said = row.problems.filter(
    (one) => !detail.conditions.some(({ type, reason, message }) => [type, reason, message].includes(one)),
  )
  if (!kinds && detail.conditions.length === 0 && said.length === 0) return null
  const shared = { navigation, words }
  const latest = repositories.rows.reduce<RepositoryRow | undefined>(
    (last, one) => ((Date.parse(one.lastBackup) || 0) > (Date.parse(last?.lastBackup ?? '') || 0) ? one : last),
    undefined,
  )
  const isFailing = ({ phase, deleting }: RepositoryRow | SessionRow): boolean => toneOf(phase, deleting) === 'bad'
  const configurations = unique(sessions.rows)
  return (
    <DetailSection title={words.health}>
      {kinds ? (
        <dl className="bsf-facts">
          <Fact title={words.lastBackup} {...repositories} words={words}>
            {latest ? (
              <p>
                <Age time={latest.lastBackup} say={words.ago} />{' '}
                <NameLinks names={[latest]} resource={kinds.repositories} navigation={navigation} />
              </p>
            ) : (
              <p>{words.noneYet}</p>
            )}
          </Fact>
          <Fact title={words.repositories} {...repositories} words={words}>
            <Findings
              {...shared}
              resource={kinds.repositories}
              all={repositories.rows.length}
              findings={[
                { names: repositories.rows.filter(({ integrity }) => integrity === false), say: words.damagedOf },
                { names: repositories.rows.filter(isFailing), say: words.failingOf },
              ]}
            />
          </Fact>
          <Fact title={words.backupConfigurations} {...sessions} words={words}>
            <Findings
              {...shared}
              resource={kinds.backupConfigurations}
              all={configurations.length}
              findings={[
                { names: unique(sessions.rows.filter(isFailing)), say: words.failingOf },
                { names: unique(sessions.rows.filter(({ paused }) => paused)), say: words.pausedOf, isMinor: true },
              ]}
            />
          </Fact>
        </dl>
      ) : null}
      <Conditions detail={detail} words={words} />
      {said.map((problem) => (
        <p key={problem} className="bsf-problem">
          {problem}
        </p>
      ))}
      {action}
    </DetailSection>
  )
}

/** A fact about related objects. It keeps its room until they are loaded. */
function Fact(props: {
  title: string
  collection: LiveCollection
  words: PageMessages
  children: ReactNode
}): ReactElement {
  const { title, collection, words, children } = props
  return (
    <div>
      <dt>{title}</dt>
      <dd aria-busy={collection.state === 'loading' && !collection.isComplete}>
        {collection.isComplete ? children : <p>{collection.state === 'loading' ? '–' : words.unknown}</p>}
      </dd>
    </div>
  )
}

interface Finding {
  names: readonly Name[]
  say: (count: number, all: number) => string
  /** Whether it may be intended. */
  isMinor?: boolean
}

function Findings(props: {
  all: number
  findings: readonly Finding[]
  resource: RelatedKinds['repositories']
  navigation: Navigation
  words: PageMessages
}): ReactElement {
  const { all, findings, resource, navigation, words } = props
  const found = findings.filter(({ names }) => names.length > 0)
  if (all === 0) return <p>{words.noneYet}</p>
  if (found.length === 0) {
    return (
      <p data-tone="good">
        <Icon name="done" /> {words.allWell(all)}
      </p>
    )
  }
  return (
    <>
      {found.map(({ names, say, isMinor = false }) => (
        <p key={say(names.length, all)} data-tone={isMinor ? 'minor' : 'bad'}>
          <Icon name={isMinor ? 'warning' : 'error'} /> <strong>{say(names.length, all)}</strong>{' '}
          <span className="bsf-fact-names">
            <NameLinks names={names.slice(0, mostNames)} resource={resource} navigation={navigation} />
            {names.length > mostNames ? ` ${words.andMore(names.length - mostNames)}` : null}
          </span>
        </p>
      ))}
    </>
  )
}

/** The conditions that the operator reports, those that fail first. */
function Conditions({ detail, words }: { detail: StorageDetail; words: PageMessages }): ReactElement | null {
  const { conditions } = detail
  if (conditions.length === 0) return null
  const isFailed = ({ status }: { status: string }): number => (status === 'False' ? 0 : 1)
  return (
    <ul className="bsf-conditions" aria-label={words.conditions}>
      {conditions
        .toSorted((a, b) => isFailed(a) - isFailed(b))
        .map(({ type, status, reason, message, since }) => (
          <li key={type} data-status={status}>
            <strong>{type}</strong> {status}
            {since === '' ? null : (
              <span className="bsf-muted">
                {' '}
                <Age time={since} say={words.conditionSince} />
              </span>
            )}
            {message || reason ? <span className="bsf-condition-message">{message || reason}</span> : null}
          </li>
        ))}
    </ul>
  )
}
