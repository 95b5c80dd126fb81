import type { PreviewMessages } from '../react/preview/previewMessages.ts'

/** German strings of the preview. */
export const manifestPreview: PreviewMessages = {
  download: 'Herunterladen',
  downloaded: (file) => `${file} wurde gespeichert.`,
  downloadedWithSecrets: (file) => `${file} wurde gespeichert, mit den Zugangsdaten im Klartext.`,
  credentials: 'Zugangsdaten in Kopien',
  withSecrets: 'Mit dem Secret',
  withoutSecrets: 'Ohne das Secret',
  asItIs: 'Wie es ist',
  exportTitle: 'Was kopiert und heruntergeladen wird',
  exportNone: 'Das Secret fehlt darin. Es muss im Cluster sein, bevor der Speicher es ist.',
  exportIncomplete: 'Es steht hier, sobald die Felder darüber stimmen.',
  notLeftOut:
    'Der Text lässt sich nicht lesen, daher kann das Secret darin nicht weggelassen werden. Berichtigen Sie zuerst den Text.',
  applyByHand: 'Von Hand anwenden:',
  copyCommand: 'Befehl kopieren',
  changes: 'Änderungen',
  inTheCluster: 'Im Cluster',
  fromTheForm: 'Aus dem Formular',
  asEdited: 'Wie bearbeitet',
  jsonLoses: 'JSON kennt weder Kommentare noch Anker und Aliase. Sie bleiben erhalten und kommen mit YAML wieder.',
  commentsKept:
    'JSON kennt weder Kommentare noch Anker und Aliase: Die des YAML bleiben erhalten und kommen mit ihm wieder.',
  textUnreadable:
    'Der Text lässt sich so nicht lesen oder enthält nicht genau einen Speicher, daher folgt ihm das Formular nicht. Berichtigen Sie ihn, oder verwerfen Sie die Änderungen am Text.',
  textUnreadableAs: (format) =>
    `Der Text lässt sich so nicht lesen, daher gibt es ihn nicht als ${format}. Berichtigen Sie ihn, oder verwerfen Sie die Änderungen am Text.`,
  discardEdits: 'Änderungen am Text verwerfen',
  textDiscarded: 'Die Änderungen am Text sind verworfen. „Rückgängig“ im Formular holt sie zurück.',
  brokenQuestion: 'Den Text behalten, der sich nicht lesen lässt?',
  brokenConsequence:
    'Das Formular folgt ihm nicht, und Änderungen im Formular erreichen ihn erst, wenn er berichtigt ist. Wird er verworfen, gilt wieder, was das Formular sagt.',
  keepText: 'Text behalten',
  discardText: 'Text verwerfen',
  notSubmitted: (names) =>
    `Beim Absenden bleiben diese weg, da sie weder der Speicher noch sein Secret sind: ${names}. Kopie und Datei enthalten sie.`,
  unmapped: (count) =>
    count === 1
      ? 'Bleibt erhalten, obwohl das Formular kein Feld dafür hat: 1 Eintrag'
      : `Bleiben erhalten, obwohl das Formular keine Felder dafür hat: ${count} Einträge`,
  askCluster: 'Cluster fragen',
  verdict: {
    failed: 'Der Cluster wurde gefragt, bevor das Absenden fehlschlug. Fragen Sie ihn erneut, sobald das behoben ist.',
    none: 'Der Cluster wurde zu diesem Text noch nicht gefragt.',
    asking: 'Der Cluster wird gefragt\u00a0…',
    refused: 'Der Cluster würde dies ablehnen; oben steht, was er sagt.',
    taken: 'Der Cluster wurde gefragt und würde dies annehmen.',
    secretThere: 'Das Secret ist schon im Cluster. Wählen Sie unten, was damit geschehen soll.',
    changed: 'Der Speicher wurde inzwischen im Cluster geändert. Unten steht, was anders ist.',
    unchanged: 'Es ist nichts geändert, also gibt es den Cluster nichts zu fragen.',
  },
  submit: {
    failed: 'Das Absenden ist fehlgeschlagen.',
    undone: (names) => `Wieder gelöscht, da dieses Absenden es angelegt hatte: ${names}.`,
    left: (names) =>
      `Von diesem Absenden angelegt und nicht wieder zu löschen: ${names}. Löschen Sie es von Hand, oder senden Sie noch einmal ab.`,
    kept: (names) => `Von diesem Absenden angelegt und behalten, da es schon in Gebrauch sein kann: ${names}.`,
    replaced: (names) =>
      `Die Werte wurden schon ersetzt: ${names}. Die alten lassen sich nicht zurückholen, da sie nie gelesen werden.`,
    notWritten: (names) => `Es wurde nachgesehen, und nichts wurde geschrieben: ${names}. Sie können erneut absenden.`,
    uncertain: (names) =>
      `Ob dies geschrieben wurde, ließ sich nicht nachsehen: ${names}. Senden Sie noch einmal ab, um es herauszufinden; nichts wird doppelt angelegt.`,
  },
  secretThere: (secret) => `${secret} gibt es schon. Was soll damit geschehen?`,
  secretWays: {
    reuse: {
      title: 'So verwenden, wie es ist',
      hint: 'Seine Werte bleiben. Die hier eingegebenen Zugangsdaten werden nicht geschrieben.',
    },
    replace: {
      title: 'Seine Werte ersetzen',
      hint: 'Die hier eingegebenen Zugangsdaten werden hineingeschrieben. Was dieses Secret sonst noch verwendet, bekommt sie auch, und die alten lassen sich nicht zurückholen. Seine anderen Schlüssel und seine Labels bleiben.',
    },
    rename: {
      title: 'Dem neuen Secret einen anderen Namen geben',
      hint: 'Das vorhandene bleibt, wie es ist.',
    },
  },
  secretName: 'Name des neuen Secrets',
  secretNameTaken: 'Ein Secret dieses Namens gibt es schon. Geben Sie einen anderen ein.',
  goOn: 'So fortfahren',
  changedMeanwhile: (storage) => `${storage} wurde im Cluster geändert, während Sie ihn bearbeitet haben`,
  changedByServer: 'Anders ist nur, was der Cluster selbst schreibt.',
  changedField: 'Feld',
  changedBefore: 'Als Sie begannen',
  changedNow: 'Jetzt im Cluster',
  changedByBoth: 'Diese haben Sie auch geändert. Welche Werte sollen bleiben?',
  keepMine: 'Meiner:',
  takeTheirs: 'Der aus dem Cluster:',
  rebase: 'Meine Änderungen darauf anwenden',
  rebaseHint:
    'Damit wird nichts geschrieben. Die Vorschau zeigt danach Ihre Änderungen an dem, was jetzt im Cluster ist.',
  rebased: 'Ihre Änderungen gelten jetzt für das, was im Cluster ist.',
  nothingToWrite: 'Es wurde nichts geändert, also wurde nichts gesendet.',
  created: (storage) => `${storage} wurde angelegt.`,
  changed: (storage) => `${storage} wurde geändert.`,
  waitingForStatus: 'Warten, bis der Operator meldet, dass er Ready ist\u00a0…',
  statusReady: 'Er ist Ready: BackupConfigurations und RetentionPolicies können ihn jetzt verwenden.',
  statusNotReady: (phase) => `Er ist ${phase}. Der Operator sagt:`,
  statusSilent: 'Der Operator nannte keinen Grund. Sehen Sie in sein Log.',
  statusUnread: 'Sein Status konnte nicht gelesen werden. Er wird alle zwei Sekunden neu gelesen.',
  done: 'Fertig',
  importTitle: 'Mit einem Manifest beginnen',
  importText: 'Manifest',
  importHint:
    'Fügen Sie YAML oder JSON mit einem BackupStorage ein, mit oder ohne sein Secret, ziehen Sie die Datei hierher, oder wählen Sie sie aus. Sie darf auch andere Objekte enthalten.',
  importTooLarge: 'Diese Datei ist größer als 4 MiB. Wählen Sie eine mit weniger Objekten.',
  importChoice: (count) => `Es sind ${count} Speicher darin. Wählen Sie einen:`,
  importAccept: 'Formular ausfüllen',
}
