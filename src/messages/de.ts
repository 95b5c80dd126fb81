import { texts } from '../generated/messages/de.ts'
import type { CompleteMessages } from './complete.ts'
import { editor } from './deEditor.ts'
import { pages } from './dePages.ts'
import { manifestPreview } from './dePreview.ts'
import { manifests, syntax } from './deManifests.ts'

/** All strings in German, for `messages` of the components and of the options of the core. */
export const german: CompleteMessages = {
  cancel: 'Abbrechen',
  preview: 'Vorschau',
  previous: 'Zurück',
  submit: 'Absenden',
  submitting: 'Wird abgesendet\u00a0…',
  stop: 'Stoppen',
  required: 'erforderlich',
  optional: 'optional',
  addNew: 'Neu hinzufügen',
  addTo: (title) => `Neu hinzufügen: ${title}`,
  pasteRowsHint: 'Noch keine. Zeilen wie key=value oder key: value lassen sich in einen Schlüssel einfügen.',
  rowsAdded: (count) => (count === 1 ? '1 Zeile hinzugefügt.' : `${count} Zeilen hinzugefügt.`),
  removed: (what) => `${what} entfernt.`,
  remove: (what) => `${what} entfernen`,
  key: 'Schlüssel',
  value: 'Wert',
  row: (title, number) => `${title} ${number}`,
  nothingYet: 'Noch keine.',
  duplicateKey: (key) =>
    `Den Schlüssel ${key} gibt es hier zweimal, und nur der letzte zählt. Einen davon umbenennen oder entfernen.`,
  choose: 'Auswählen\u00a0…',
  unset: 'Nicht festgelegt',
  reveal: 'Anzeigen',
  conceal: 'Verbergen',
  revealField: (title) => `${title} anzeigen`,
  concealField: (title) => `${title} verbergen`,
  chooseFile: 'Datei auswählen\u00a0…',
  chooseFileFor: (title) => `Datei auswählen: ${title}`,
  dropHint: 'Den Text einfügen, die Datei hier ablegen oder sie auswählen.',
  fileTooLarge: 'Diese Datei ist größer als 1 MiB, und mehr darf ein Secret nicht enthalten. Eine andere auswählen.',
  fileUnreadable: 'Die Datei konnte nicht gelesen werden. Erneut versuchen oder ihren Text einfügen.',
  errorCount: (count) => `Fehler in ${count} ${count === 1 ? 'Feld' : 'Feldern'}`,
  errorsFound: (count) => (count === 1 ? 'Ein Fehler ist zu berichtigen.' : `${count} Fehler sind zu berichtigen.`),
  showOptions: (title) => `Optionen anzeigen: ${title}`,
  listLoading: 'Die Liste wird geladen\u00a0… Solange lässt sich jeder Name eingeben.',
  listFailed: 'Die Liste konnte nicht geladen werden. Jeder Name lässt sich eingeben.',
  retry: 'Erneut versuchen',
  secretKeys: 'Das Secret muss die Werte unter diesen Schlüsseln enthalten:',
  keyMissing: 'Dieser Schlüssel fehlt im Secret.',
  keyNotThere: 'nicht im Secret',
  keyPresent: 'vorhanden',
  editCredentials:
    'Die Zugangsdaten im Cluster bleiben, wie sie sind, und werden hier nie angezeigt. Beim Ersetzen kommen neue Werte in das Secret, das dieser BackupStorage nennt.',
  editSources: {
    new: 'Zugangsdaten ersetzen',
    existing: 'Secret behalten',
    workloadIdentity: 'Workload Identity',
  },
  refill: 'Bitte erneut eingeben: Geheime Werte bleiben in einem Entwurf nicht gespeichert.',
  restored: 'Der Entwurf wurde wiederhergestellt.',
  restoredRefill: 'Der Entwurf wurde wiederhergestellt, ohne seine geheimen Werte. Erneut eingeben:',
  fixed: (title) => `Erledigt: ${title}.`,
  // `what` has its article in the nominative ("eine s3://-Adresse"), so each sentence uses it as its subject.
  filledFromPaste: (what) => `Eingefügt: ${what}. Damit wurden diese Felder ausgefüllt:`,
  filledFromField: 'Aus diesem Wert wurden diese Felder ausgefüllt:',
  undoFill: 'Zurücknehmen',
  fillUndone: 'Die Felder sind wieder wie zuvor.',
  dismiss: 'Schließen',
  offer: (what, provider) => `Eingefügt: ${what}. Das gehört zu ${provider}.`,
  takeOffer: (provider) => `Zu ${provider} wechseln und die Felder ausfüllen`,
  offerTaken: (provider) => `${provider} ist ausgewählt, und die Felder sind ausgefüllt.`,
  pasteHint: (kinds) =>
    `In jedes Feld hier lässt sich Folgendes einfügen, und die Felder werden daraus ausgefüllt: ${kinds}.`,
  list: (items) => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} oder ${items.at(-1) ?? ''}`),
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  reset: 'Zurücksetzen',
  undone: (what) => (what === '' ? 'Rückgängig gemacht.' : `Rückgängig gemacht: ${what}`),
  redone: (what) => (what === '' ? 'Wiederholt.' : `Wiederholt: ${what}`),
  history: 'Verlauf',
  resetQuestion: 'Das Formular zurücksetzen?',
  resetConsequence:
    'Alle Eingaben werden durch das ersetzt, womit das Formular begann. „Rückgängig“ bringt sie zurück.',
  resetDone: 'Das Formular ist wieder wie am Anfang.',
  keepEditing: 'Weiter bearbeiten',
  leaveQuestion: 'Ohne Speichern verlassen? Die Eingaben gehen verloren.',
  expand: (title) => `${title} aufklappen`,
  collapse: (title) => `${title} zuklappen`,
  manifest: 'Manifest',
  format: 'Format',
  copy: 'Kopieren',
  copied: 'Kopiert.',
  copiedWithSecrets: 'Kopiert, mit den Zugangsdaten im Klartext.',
  copyFailed: 'Der Browser hat das Kopieren nicht erlaubt. Den Text markieren und von Hand kopieren.',
  importOpen: 'Mit einem Manifest beginnen\u00a0…',
  imported: 'Das Formular ist aus dem Manifest ausgefüllt. „Rückgängig“ bringt zurück, was vorher da war.',
  revealSecrets: 'Geheime Werte anzeigen',
  concealSecrets: 'Geheime Werte verbergen',
  previewReady: 'Das Manifest vor dem Absenden prüfen.',
  problems: 'Prüfungen',
  noProblems: 'Keine Probleme gefunden.',
  nothingBlocks: 'Nichts hindert am Absenden.',
  general: 'Allgemein',
  showAll: (count) => `Alle ${count} anzeigen`,
  notChecked: 'Nicht geprüft',
  unchecked: {
    server: 'Der Cluster wurde nicht gefragt. Beim Absenden prüft er alles selbst, auch nach eigenen Regeln.',
    siblings:
      'Andere Storages wurden nicht angesehen: Einer davon könnte diesen Namen tragen, der Standard sein oder denselben Ordner verwenden.',
    permissions: 'Ob Sie das absenden dürfen, wurde nicht gefragt.',
  },
  errors: (count) => `${count} Fehler`,
  warnings: (count) => (count === 1 ? '1 Warnung' : `${count} Warnungen`),
  notes: (count) => (count === 1 ? '1 Hinweis' : `${count} Hinweise`),
  severity: { error: 'Fehler', warning: 'Warnung', info: 'Hinweis' },
  atLine: (line, column) => `Zeile ${line}, Spalte ${column}`,
  unknownReason: 'Ein Grund wurde nicht genannt. Noch einmal versuchen oder im Protokoll der Konsole nachsehen.',
  submitFailed: 'Das Absenden ist fehlgeschlagen.',
  stopped: 'Gestoppt. Von diesem Absenden ist nichts zurückgeblieben.',
  loading: 'Wird geladen\u00a0…',
  loadFailed:
    'Dieser Teil der Seite konnte nicht geladen werden. Die Verbindung prüfen und noch einmal „Vorschau“ drücken.',
  // A title may be plural ("Labels", "Zugangsdaten"), so it comes before the sentence instead of being its subject.
  checks: {
    notAnObject: 'Die Werte müssen ein Objekt aus Feldern sein.',
    required: (title, example) => `${title}: Die Angabe fehlt. Eingeben${example}.`,
    requiredChoice: (title, options) => `${title}: Die Angabe fehlt. Eine dieser Möglichkeiten wählen: ${options}.`,
    requiredObject: (title) => `${title}: Die Angaben fehlen. Ausfüllen.`,
    requiredEntry: (title) => `${title}: Es gibt noch keinen Eintrag. Einen hinzufügen.`,
    example: (example) => `, zum Beispiel ${example}`,
    type: (title, kind, example) => `${title}: Der Wert muss ${kind} sein. Neu eingeben${example}.`,
    kinds: {
      string: 'ein Text',
      integer: 'eine ganze Zahl',
      number: 'eine Zahl',
      boolean: 'true oder false',
      object: 'ein Objekt aus Feldern',
      array: 'eine Liste',
      other: 'von einem anderen Typ',
    },
    unknownField: (key) => `${key} ist hier kein Feld und würde daher ignoriert. Entfernen oder den Namen berichtigen.`,
    minimum: (title, limit) => `${title}: Der Wert muss mindestens ${limit} sein. Eine größere Zahl eingeben.`,
    maximum: (title, limit) => `${title}: Der Wert darf höchstens ${limit} sein. Eine kleinere Zahl eingeben.`,
    minLength: (title, limit) => `${title}: Der Wert braucht mindestens ${limit} Zeichen. Vollständig eingeben.`,
    maxLength: (title, limit) => `${title}: Der Wert darf höchstens ${limit} Zeichen haben. Kürzen.`,
    notAnOption: (title, options) =>
      `${title}: Dieser Wert ist nicht bekannt. Eine dieser Möglichkeiten wählen: ${options}.`,
    oneChoice: (title) => `${title}: Nur eine Möglichkeit ist erlaubt. Eine behalten und die anderen entfernen.`,
    tooManyEntries: (title, limit) =>
      `${title}: Es gibt zu viele Einträge. Höchstens ${limit} behalten und die anderen entfernen.`,
    form: (title, example) => `${title}: Der Wert hat nicht die richtige Form. Berichtigen${example}.`,
    missingKey: 'Der Schlüssel fehlt. Eingeben oder die Zeile entfernen.',
    keyForm: 'Dieser Schlüssel hat nicht die richtige Form. Berichtigen.',
    unknownProvider: (names) => `Dieser Anbieter ist hier nicht bekannt. Einen von diesen wählen: ${names}.`,
    credentialsSource: (provider) => `${provider} bietet diese Art von Zugangsdaten nicht an. Eine andere wählen.`,
    secretNameLength:
      'Der Name ist zu lang: Der Name des Secrets, der aus ihm gebildet wird, hätte mehr als 253 Zeichen. Kürzen.',
    space: (title) =>
      `${title}: An einem Ende steht ein Leerzeichen oder ein Zeilenumbruch, wie es beim Kopieren leicht geschieht; Zugangsdaten haben keines. Entfernen.`,
    removeSpace: 'Leerzeichen und Zeilenumbrüche an den Enden entfernen',
    encoded: (title) =>
      `${title}: Das ist Base64 des Textes, der hierher gehört; Kubernetes kodiert ihn selbst. Den ursprünglichen Text einfügen oder dekodieren.`,
    decode: 'Dekodieren',
    notEncoded: (title) =>
      `${title} ist der Text selbst, und hierher gehört er als Base64, wie ihn das Objekt im Cluster enthält. Kodieren Sie ihn.`,
    encode: 'Als Base64 kodieren',
    repair: (value) => `${value} verwenden`,
    contentMissing: (title, names) =>
      `${title}: Das ist nicht die richtige Datei. Es fehlt ${names}, oder dort steht etwas anderes. Noch einmal herunterladen und vollständig einfügen.`,
    tooLarge: (title, limit) =>
      `${title}: Schlüssel und Werte haben zusammen mehr als ${limit} Byte, und der Cluster lehnt das ab. Kürzen oder Einträge entfernen.`,
    secretTooLarge:
      'Die Zugangsdaten haben zusammen mehr als 1 MiB, mehr als ein Secret fasst. Kleinere Dateien wählen.',
    nameTaken: 'In diesem Namespace gibt es schon einen Storage dieses Namens. Einen anderen Namen wählen.',
    secondDefault: (other) =>
      `${other} ist schon der Standard dieses Namespace, und ein Namespace hat nur einen. Hier ausschalten oder den anderen zuerst nicht mehr Standard sein lassen.`,
    sameDirectory: (other) =>
      `${other} hat seine Backups im selben Ordner desselben Ortes, und zwei Storages dürfen keinen teilen. Einen anderen Ordner in „Präfix“ oder einen anderen Ort wählen.`,
    differs: (title, from) => `${title}: Der Wert ist ein anderer als in „${from}“. Einen von beiden berichtigen.`,
    takeDerived: (from) => `Aus „${from}“ übernehmen`,
    texts: {
      'absolute-path':
        'Einen absoluten Pfad eingeben: Er beginnt mit einem Schrägstrich, und keiner seiner Teile besteht aus zwei Punkten, zum Beispiel /safe/data.',
      'relative-path':
        'Einen relativen Pfad eingeben: Er beginnt nicht mit einem Schrägstrich, und keiner seiner Teile besteht aus zwei Punkten, zum Beispiel backups/demo.',
      'object-prefix':
        'Ein Präfix darf weder zwei Schrägstriche hintereinander noch einen Teil aus zwei Punkten enthalten. Wie db-backups/demo schreiben.',
      'dns-label':
        'Höchstens 63 Kleinbuchstaben, Ziffern und Bindestriche verwenden, mit einem Buchstaben oder einer Ziffer an beiden Enden, zum Beispiel team-a.',
      'dns-subdomain':
        'Höchstens 253 Kleinbuchstaben, Ziffern, Bindestriche und Punkte verwenden, mit einem Buchstaben oder einer Ziffer an beiden Enden jedes Teils, zum Beispiel s3-backup.',
      'label-key':
        'Ein Schlüssel hat höchstens 63 Buchstaben, Ziffern, Bindestriche, Unterstriche und Punkte, mit einem Buchstaben oder einer Ziffer an beiden Enden; davor können eine Domain und ein Schrägstrich stehen, zum Beispiel example.com/team.',
      'label-value':
        'Ein Wert hat höchstens 63 Buchstaben, Ziffern, Bindestriche, Unterstriche und Punkte, mit einem Buchstaben oder einer Ziffer an beiden Enden. Er darf leer sein.',
      'http-origin-space': 'Die Adresse darf keine Leerzeichen und Zeilenumbrüche enthalten. Entfernen.',
      'http-origin-scheme': 'Die Adresse muss mit https:// oder http:// beginnen, zum Beispiel https://s3.example.com.',
      'http-origin-path':
        'Hinter dem Host darf nichts stehen, weder ein Bucket noch ein Ordner: zum Beispiel https://s3.example.com. Für beides gibt es eigene Felder.',
      'http-origin-user':
        'Die Adresse darf weder Benutzer noch Passwort enthalten. Für Zugangsdaten gibt es eigene Felder.',
      'http-origin-query':
        'Die Adresse darf weder eine Abfrage noch ein Fragment enthalten, zum Beispiel https://s3.example.com.',
      'http-origin-host':
        'Die Adresse braucht einen Hostnamen und, wenn sie einen Port nennt, einen von 1 bis 65535, zum Beispiel https://s3.example.com:9000.',
      uri: 'Eine vollständige Adresse mit ihrem Schema eingeben, zum Beispiel https://backup.example.com/path.',
      hostname: 'Nur einen Hostnamen eingeben, zum Beispiel nfs.example.com.',
      email: 'Eine E-Mail-Adresse eingeben, zum Beispiel backup@example.com.',
      date: 'Ein Datum aus Jahr, Monat und Tag eingeben, zum Beispiel 2026-11-23.',
      'date-time': 'Ein Datum und eine Uhrzeit eingeben, zum Beispiel 2026-11-23T08:00:00Z.',
      'application/json':
        'Das ist kein JSON-Objekt. Die ganze Datei so einfügen, wie sie heruntergeladen wurde, von der ersten { bis zur letzten }.',
      'json-private-key':
        'Das ist nur ein privater Schlüssel. Hierher gehört die ganze JSON-Datei, in der er kam, vom ersten { bis zum letzten }.',
      'application/x-pem-file':
        'Das ist kein PEM-Text. Die ganze Datei einfügen, von -----BEGIN bis zum Ende der Zeile mit -----END, und nicht ihr Base64.',
      base64:
        'Das ist kein Base64: Es darf nur Buchstaben, Ziffern, + und / enthalten und wird mit = auf ein Vielfaches von vier aufgefüllt. Noch einmal vollständig kopieren.',
    },
  },
  editor,
  manifestPreview,
  pages,
  manifests,
  syntax,
  texts,
}
