import type { PreviewMessages } from '../react/preview/previewMessages.ts'

/** German strings of the preview. */
export const manifestPreview: PreviewMessages = {
  download: 'Herunterladen',
  downloaded: (file) => `${file} gespeichert.`,
  downloadedWithSecrets: (file) => `${file} mit Zugangsdaten im Klartext gespeichert.`,
  credentials: 'Zugangsdaten beim Kopieren und Herunterladen',
  withSecrets: 'Mit dem Secret',
  withoutSecrets: 'Ohne das Secret',
  asItIs: 'Unverändert',
  exportTitle: 'Inhalt zum Kopieren oder Herunterladen',
  exportNone: 'Das Secret ist nicht enthalten. Legen Sie es vor dem Speicher im Cluster an.',
  exportIncomplete: 'Füllen Sie die Felder darüber aus, um den Inhalt zu sehen.',
  notLeftOut:
    'Der Text ist ungültig, daher kann sein Secret nicht weggelassen werden. Korrigieren Sie zuerst den Text.',
  applyByHand: 'Von Hand anwenden:',
  copyCommand: 'Befehl kopieren',
  changes: 'Änderungen',
  inTheCluster: 'Im Cluster',
  fromTheForm: 'Aus dem Formular',
  asEdited: 'Wie bearbeitet',
  jsonLoses: 'JSON hat keine Kommentare, Anker und Aliase. Beim Wechsel zurück zu YAML werden sie wiederhergestellt.',
  commentsKept:
    'Kommentare, Anker und Aliase bleiben erhalten und werden beim Wechsel zurück zu YAML wiederhergestellt.',
  textUnreadable:
    'Das Formular braucht gültigen Text mit genau einem Speicher. Korrigieren Sie den Text, oder verwerfen Sie Ihre Änderungen.',
  textUnreadableAs: (format) =>
    `Ungültiger Text kann nicht in ${format} umgewandelt werden. Korrigieren Sie ihn, oder verwerfen Sie Ihre Änderungen.`,
  discardEdits: 'Änderungen verwerfen',
  textDiscarded: 'Änderungen verworfen. „Rückgängig“ im Formular stellt sie wieder her.',
  brokenQuestion: 'Ungültigen Text behalten?',
  brokenConsequence:
    'Text und Formular stimmen erst wieder überein, wenn Sie den Text korrigieren. Beim Verwerfen gelten die Werte des Formulars.',
  keepText: 'Text behalten',
  discardText: 'Text verwerfen',
  notSubmitted: (names) => `In Kopie und Download enthalten, aber nicht abgesendet: ${names}.`,
  unmapped: (count) =>
    count === 1
      ? '1 Eintrag ohne Formularfeld bleibt erhalten'
      : `${count} Einträge ohne Formularfeld bleiben erhalten`,
  askCluster: 'Probelauf starten',
  verdict: {
    failed:
      'Das Absenden ist nach dem Probelauf fehlgeschlagen. Beheben Sie das Problem, und starten Sie den Probelauf erneut.',
    none: 'Nicht vom Cluster geprüft.',
    asking: 'Probelauf läuft\u00a0…',
    refused: 'Probelauf fehlgeschlagen. Die Fehler stehen oben.',
    taken: 'Probelauf erfolgreich.',
    secretThere: 'Das Secret ist schon vorhanden. Wählen Sie unten, was damit geschehen soll.',
    changed: 'Der Speicher wurde im Cluster geändert. Prüfen Sie die Änderungen unten.',
    unchanged: 'Keine Änderungen zu prüfen.',
  },
  submit: {
    failed: 'Absenden fehlgeschlagen.',
    undone: (names) => `Angelegt und wieder gelöscht: ${names}.`,
    left: (names) =>
      `Angelegt, konnte aber nicht wieder gelöscht werden: ${names}. Löschen Sie dies manuell, oder senden Sie erneut ab.`,
    kept: (names) => `Angelegt und behalten, da möglicherweise schon in Gebrauch: ${names}.`,
    replaced: (names) => `Werte bereits ersetzt: ${names}. Die alten Werte können nicht wiederhergestellt werden.`,
    notWritten: (names) => `Nicht geschrieben (geprüft): ${names}. Sie können erneut absenden.`,
    uncertain: (names) =>
      `Es konnte nicht geprüft werden, ob dies geschrieben wurde: ${names}. Senden Sie erneut ab; nichts wird doppelt angelegt.`,
  },
  secretThere: (secret) => `${secret} ist schon vorhanden. Was möchten Sie tun?`,
  secretWays: {
    reuse: {
      title: 'Unverändert verwenden',
      hint: 'Die eingegebenen Zugangsdaten werden nicht geschrieben.',
    },
    replace: {
      title: 'Werte ersetzen',
      hint: 'Alles, was dieses Secret verwendet, erhält die neuen Zugangsdaten. Die alten können nicht wiederhergestellt werden.',
    },
    rename: {
      title: 'Anderen Namen verwenden',
      hint: 'Das vorhandene Secret bleibt unverändert.',
    },
  },
  secretName: 'Name des neuen Secrets',
  secretNameTaken: 'Ein Secret mit diesem Namen ist schon vorhanden. Geben Sie einen anderen Namen ein.',
  goOn: 'Fortfahren',
  changedMeanwhile: (storage) => `${storage} wurde während der Bearbeitung im Cluster geändert`,
  changedByServer: 'Nur vom Cluster verwaltete Felder haben sich geändert.',
  changedField: 'Feld',
  changedBefore: 'Zu Beginn',
  changedNow: 'Jetzt im Cluster',
  changedByBoth: 'Diese Felder haben Sie auch geändert. Welche Werte möchten Sie behalten?',
  keepMine: 'Mein Wert:',
  takeTheirs: 'Wert aus dem Cluster:',
  rebase: 'Meine Änderungen auf die neue Version anwenden',
  rebaseHint: 'Dabei wird nichts geschrieben. Die Vorschau zeigt danach Ihre Änderungen an der neuen Version.',
  rebased: 'Ihre Änderungen gelten jetzt für die neue Version.',
  nothingToWrite: 'Keine Änderungen. Es wurde nichts gesendet.',
  created: (storage) => `${storage} angelegt.`,
  changed: (storage) => `${storage} aktualisiert.`,
  waitingForStatus: 'Warten, bis der Speicher Ready ist\u00a0…',
  statusReady: 'Der Speicher ist Ready. BackupConfigurations und RetentionPolicies können ihn verwenden.',
  statusNotReady: (phase) => `Der Speicher ist ${phase}. Der Operator meldet:`,
  statusSilent: 'Der Operator nennt keinen Grund. Prüfen Sie sein Log.',
  statusUnread: 'Der Status konnte nicht geladen werden. Neuer Versuch alle zwei Sekunden.',
  done: 'Fertig',
  importTitle: 'Mit einem Manifest beginnen',
  importText: 'Manifest',
  importHint:
    'Fügen Sie YAML oder JSON mit einem BackupStorage ein, oder wählen Sie eine Datei. Andere Objekte darin sind möglich.',
  importTooLarge: 'Die Datei ist größer als 4 MiB. Wählen Sie eine mit weniger Objekten.',
  importChoice: (count) => `Das Manifest enthält ${count} Speicher. Wählen Sie einen:`,
  importAccept: 'Formular ausfüllen',
}
