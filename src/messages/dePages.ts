import type { PageMessages } from '../react/pageMessages.ts'

/** German strings of the list, the detail page and the deletion. */
export const pages: PageMessages = {
  search: 'Suchen',
  searchIn: (title) => `${title} durchsuchen`,
  clearSearch: 'Suche leeren',
  sortBy: 'Sortieren nach',
  ascending: 'aufsteigend',
  descending: 'absteigend',
  showing: (first, last, all) => `Zeilen ${first} bis ${last} von ${all} ${all === 1 ? 'Eintrag' : 'Einträgen'}`,
  showingCount: (count) => (count === 1 ? '1 Eintrag gefunden.' : `${count} Einträge gefunden.`),
  ofMore: (all) => `gefiltert aus ${all}`,
  reading: 'Wird gelesen\u00a0…',
  readSoFar: (count) => `Wird gelesen\u00a0… bisher ${count}`,
  noMatch: (search) => `Nichts passt zu „${search}“.`,
  waiting: (count) => (count === 1 ? '1 neuer: anzeigen' : `${count} neue: anzeigen`),
  waitingCount: (count) => (count === 1 ? '1 neuer.' : `${count} neue.`),
  gone: 'Gelöscht',
  goneCount: (count) => `${count} gelöscht.`,
  failed: 'Das konnte nicht gelesen werden.',
  outdated: 'Was hier steht, ist vielleicht nicht mehr aktuell.',
  retryIn: (seconds) =>
    seconds <= 1 ? 'Der nächste Versuch beginnt jetzt.' : `Der nächste Versuch beginnt in ${seconds} Sekunden.`,
  retryNow: 'Jetzt versuchen',
  forbidden: 'Das dürfen Sie nicht sehen.',
  notAllNamespaces: 'Die aus allen Namespaces dürfen Sie nicht sehen. Wählen Sie einen aus, der Ihrer ist.',
  notInstalled: 'Das gibt es in diesem Cluster nicht.',
  name: 'Name',
  namespace: 'Namespace',
  provider: 'Anbieter',
  size: 'Größe',
  connected: 'Verbundene Repositories',
  status: 'Zustand',
  age: 'Alter',
  pending: 'Ausstehend',
  allNamespaces: 'Alle Namespaces',
  selectNamespace: 'Namespace auswählen',
  create: 'Neu anlegen',
  mayNotCreate: (kind, namespace) =>
    namespace === ''
      ? `Sie dürfen in keinem Namespace einen ${kind} anlegen. Bitten Sie einen Administrator darum.`
      : `Sie dürfen im Namespace ${namespace} keinen ${kind} anlegen. Wählen Sie einen anderen, oder bitten Sie einen Administrator darum.`,
  none: (kind) => `Noch kein ${kind}`,
  noneIn: (kind, namespace) => `Noch kein ${kind} im Namespace ${namespace}`,
  whatFor: 'Er sagt, wo Backups liegen: in einem Bucket, einem Container oder einem Volume, und wie man dorthin kommt.',
  more: 'Mehr\u00a0…',
  less: 'Weniger\u00a0…',
  basic: 'Allgemein',
  backend: 'Backend',
  labels: 'Labels',
  annotations: 'Annotationen',
  uid: 'UID',
  default: 'Standard',
  deletionPolicy: 'Löschrichtlinie',
  totalSize: 'Gesamtgröße',
  yes: 'Ja',
  no: 'Nein',
  conditions: 'Bedingungen',
  conditionSince: (age) => `seit ${age}`,
  repositories: 'Repositories',
  noRepositories:
    'In diesem Speicher liegt noch kein Repository. Eine BackupConfiguration, die ihn verwendet, legt sie an.',
  snapshots: 'Snapshots',
  target: 'Ziel',
  retentionPolicy: 'Aufbewahrung',
  lastBackup: 'Letztes erfolgreiches Backup',
  integrity: 'Unversehrtheit',
  intact: 'Unversehrt',
  damaged: 'Beschädigt',
  unknown: 'Nicht bekannt',
  shareOf: (percent) => `${percent}\u00a0% von allem`,
  backupConfigurations: 'BackupConfigurations',
  noBackupConfigurations: 'Noch keine BackupConfiguration verwendet diesen Speicher.',
  schedule: 'Zeitplan',
  session: 'Sitzung',
  invokerKind: 'Art des Auslösers',
  task: 'Aufgabe',
  repository: 'Repository',
  storage: 'BackupStorage',
  paused: 'Angehalten',
  secrets: 'Secrets',
  secretMissing: (name) => `Das Secret ${name} gibt es nicht.`,
  secretMissingWhy:
    'Ohne es ist der Speicher nicht erreichbar. Geben Sie die Zugangsdaten unter Bearbeiten ein, oder legen Sie das Secret an.',
  noSecret: 'Dieser Speicher nennt kein Secret.',
  type: 'Art',
  keys: 'Schlüssel',
  onlyIn: (namespace) =>
    `Hier stehen nur die aus dem Namespace ${namespace}: Die aus allen Namespaces dürfen Sie nicht sehen.`,
  edit: 'Bearbeiten',
  duplicate: 'Duplizieren',
  delete: 'Löschen',
  mayNot: {
    update: 'Sie dürfen ihn nicht ändern. Bitten Sie einen Administrator darum.',
    delete: 'Sie dürfen ihn nicht löschen. Bitten Sie einen Administrator darum.',
    create: 'Sie dürfen hier keinen wie ihn anlegen. Bitten Sie einen Administrator darum.',
  },
  notThere: (storage) => `${storage} gibt es nicht.`,
  notThereWhy: 'Vielleicht wurde er gelöscht, oder die Adresse stimmt nicht. Suchen Sie ihn in der Liste.',
  deletedMeanwhile: (storage) => `${storage} wurde inzwischen gelöscht.`,
  lastKnown: 'Hier steht, was zuletzt von ihm bekannt war.',
  beingDeleted: 'Er wird gelöscht. Der Operator entfernt zuerst, was zu ihm gehört.',
  deleteQuestion: (storage) => `${storage} löschen?`,
  goes: 'Was verschwindet',
  stays: 'Was bleibt',
  goesStorage: (storage) => `${storage} selbst`,
  goesRepositories: (count, names) =>
    count === 1
      ? `Das Repository ${names} und seine Snapshots im Cluster`
      : `${count} Repositories und ihre Snapshots im Cluster: ${names}`,
  andMore: (count) => `und ${count} weitere`,
  goesData: (size) =>
    size === ''
      ? 'Alle gesicherten Daten darin, endgültig: Die Löschrichtlinie ist WipeOut'
      : `Alle gesicherten Daten darin, ${size}, endgültig: Die Löschrichtlinie ist WipeOut`,
  staysData: (size) =>
    size === ''
      ? 'Die gesicherten Daten. Ein neuer BackupStorage für denselben Ort kann sie wieder verwenden.'
      : `Die gesicherten Daten, ${size}. Ein neuer BackupStorage für denselben Ort kann sie wieder verwenden.`,
  staysSecret: (name) =>
    `Das Secret ${name} mit den Zugangsdaten. Löschen Sie es von Hand, wenn sonst nichts es verwendet.`,
  staysConfigurations: (count, names) =>
    count === 1
      ? `Die BackupConfiguration ${names}. Sie nennt diesen Speicher weiterhin: Ihre Backups schlagen von nun an fehl.`
      : `${count} BackupConfigurations. Sie nennen diesen Speicher weiterhin, und ihre Backups schlagen von nun an fehl: ${names}`,
  repositoriesUnknown:
    'Welche Repositories darin liegen, konnte nicht gelesen werden. Falls es welche gibt, verschwinden sie mit.',
  typeName: (name) => `Zur Bestätigung ${name} eingeben`,
  typedWrong: (name) => `Das ist nicht ${name}. Geben Sie den Namen so ein, wie er hier steht.`,
  deleting: 'Wird gelöscht\u00a0…',
  deleteFailed: 'Er wurde nicht gelöscht.',
  deleteUncertain: 'Ob er gelöscht wurde, ist nicht bekannt.',
  keep: 'Behalten',
}
