import type { ManifestMessages } from './manifests.ts'
import type { SyntaxMessages } from './syntax.ts'

/** German messages about manifests. */
export const manifests: ManifestMessages = {
  notAnObject: 'Dieses Dokument ist kein Kubernetes-Objekt. Fügen Sie apiVersion und kind hinzu.',
  straySecret:
    'Außerhalb der Werte der Secrets können Zugangsdaten sein. Entfernen Sie alles andere, was die Vorschau verbirgt.',
  missingResource: (kind, apiVersion) =>
    `Kein ${kind} gefunden. Fügen Sie ein Dokument mit apiVersion: ${apiVersion} und kind: ${kind} hinzu.`,
  wrongApiVersion: (kind, apiVersion) => `Die apiVersion dieses ${kind} muss ${apiVersion} sein.`,
  wrongKind: (kind, apiVersion) => `${apiVersion} hat diese Art nicht. Verwenden Sie kind: ${kind}.`,
  severalResources: (kind) => `Das Formular zeigt nur den ersten ${kind}. Entfernen Sie die anderen.`,
  otherSecret:
    'Kein Secret in den Manifesten hat diesen Namen, aber ein anderes enthält die Zugangsdaten. Verwenden Sie dessen Namen.',
  otherKey: (key, wanted) => `Der Operator liest ${key} nicht. Benennen Sie den Schlüssel in ${wanted} um.`,
  renameKey: (key) => `In ${key} umbenennen`,
  secretElsewhere: (kind) => `Das Secret muss sich im selben Namespace wie der ${kind} befinden.`,
  notBase64: (key) =>
    `Der Wert von ${key} muss Base64-kodierter Text sein. Kodieren Sie ihn, oder verschieben Sie ihn nach stringData.`,
  unknownField: (name, near) =>
    `Unbekanntes Feld ${name}; der Cluster verwirft es ohne Meldung.${near === '' ? '' : ` Meinten Sie ${near}?`}`,
  noSuchBlock: (block, provider) =>
    `Der Operator in diesem Cluster unterstützt ${provider} nicht: Seine API hat kein ${block}.`,
  notInForm: (name) => `Das Formular hat kein Feld ${name}. Prüfen Sie die Schreibweise.`,
  quote: 'Setzen Sie den Wert in Anführungszeichen, sonst wird er als anderer Typ gelesen.',
  foreignBlock: (block, provider) =>
    `Entfernen Sie ${block}: Der Anbieter ist ${provider}, aber Backups könnten an diesen Ort geschrieben werden.`,
  noBlock: (block, provider) =>
    `Fügen Sie ${block} hinzu: Ohne diesen Block stürzt der Operator beim Anbieter ${provider} ab.`,
  formOnly: (title) =>
    `${title}: Das Formular braucht einen Wert. Ergänzen Sie ihn, damit sich der Speicher später bearbeiten lässt.`,
  refusedField: (title, reason) => `${title}: Der Cluster hat den Wert abgelehnt${reason === '' ? '' : `: ${reason}`}.`,
  refused: (reason) =>
    reason === ''
      ? 'Der Cluster hat dies abgelehnt. Der Grund ist verborgen, da er einen geheimen Wert enthalten könnte.'
      : `Der Cluster hat dies abgelehnt: ${reason}.`,
  warned: (text) =>
    text === ''
      ? 'Der Cluster hat gewarnt. Die Warnung ist verborgen, da sie einen geheimen Wert enthalten könnte.'
      : `Warnung vom Cluster: ${text}.`,
  otherCrd: (kind, apiVersion) =>
    `Die angegebene CRD definiert ${kind} von ${apiVersion} nicht. Es wurde die eingebaute Definition verwendet.`,
  leftToCluster: 'Die CRD hat CEL-Regeln, die nur der Cluster prüfen kann. Starten Sie einen Probelauf.',
  types: {
    string: 'Zeichenfolge',
    integer: 'ganze Zahl',
    number: 'Zahl',
    boolean: 'true oder false',
    object: 'Objekt',
    array: 'Liste',
    map: 'Map',
    integerOrText: 'ganze Zahl oder Zeichenfolge',
    byte: 'Base64',
    'date-time': 'Datum und Uhrzeit',
  },
  listOf: (type) => `Liste, je: ${type}`,
  oneOf: (options) => `eines von ${options}`,
  required: (what) => (what === '' ? 'erforderlich' : `${what}, erforderlich`),
  defaultValue: 'Standard',
  exampleValue: 'Beispiel',
}

/** German messages of syntax errors. */
export const syntax: SyntaxMessages = {
  ALIAS_PROPS: 'Ein Alias (*name) kann keinen Anker und kein Tag haben. Entfernen Sie diese.',
  BAD_ALIAS: 'Schreiben Sie einen Namen direkt hinter & oder *.',
  BAD_COLLECTION_TYPE: 'Das Tag passt nicht zu seinem Wert. Entfernen Sie das Tag.',
  BAD_DIRECTIVE: 'Ungültige Direktive. Entfernen Sie die Zeile.',
  BAD_DQ_ESCAPE:
    'Ungültige Escape-Sequenz in doppelten Anführungszeichen. Verdoppeln Sie den Backslash, oder verwenden Sie einfache.',
  BAD_INDENT: 'Uneinheitliche Einrückung. Rücken Sie die Einträge einer Map oder Liste gleich weit ein.',
  BAD_PROP_ORDER: 'Setzen Sie Anker oder Tag direkt vor den Wert.',
  BAD_SCALAR_START: 'Ein Wert kann nicht mit diesem Zeichen beginnen. Setzen Sie ihn in Anführungszeichen.',
  BLOCK_AS_IMPLICIT_KEY:
    'Zweites "key: value" in einer Zeile. Setzen Sie den Wert in Anführungszeichen, oder beginnen Sie eine neue Zeile.',
  BLOCK_IN_FLOW: 'Schreiben Sie Maps und Listen innerhalb von { } oder [ ] auch mit { } oder [ ].',
  KEY_OVER_1024_CHARS:
    'Ein Schlüssel kann höchstens 1024 Zeichen haben. Vielleicht fehlt ein Anführungszeichen oder Zeilenumbruch.',
  MISSING_CHAR: 'Es fehlt ein Doppelpunkt, ein Komma, ein Anführungszeichen, eine Klammer oder ein Leerzeichen.',
  MULTILINE_IMPLICIT_KEY: 'Schreiben Sie "key: value" in eine Zeile, oder ergänzen Sie den fehlenden Doppelpunkt.',
  MULTIPLE_ANCHORS: 'Ein Wert kann nur einen Anker haben.',
  MULTIPLE_TAGS: 'Ein Wert kann nur ein Tag haben.',
  TAG_RESOLVE_FAILED: 'Das Tag passt nicht zu diesem Wert. Entfernen Sie das Tag, oder korrigieren Sie den Wert.',
  UNEXPECTED_TOKEN:
    'Unerwarteter Text. Vielleicht fehlt hier oder in der Zeile davor ein Anführungszeichen, eine Klammer oder ein Doppelpunkt.',
  unreadable: 'Ungültiges YAML oder JSON. Prüfen Sie diese Zeile und die Zeile davor.',
  tabIndentation: 'YAML wird mit Leerzeichen eingerückt, nicht mit Tabulatoren. Ersetzen Sie den Tabulator.',
  tooDeep: (limit) => `Maps und Listen können höchstens ${limit} Ebenen tief verschachtelt sein.`,
  tooManyCharacters: (limit) =>
    `Der Text kann höchstens ${limit} Zeichen haben. Behalten Sie nur die Manifeste, die Sie bearbeiten.`,
  tooManyTokens: (limit) =>
    `Der Text kann höchstens ${limit} Wörter, Zeichen und Zeilenumbrüche haben. Behalten Sie nur, was Sie bearbeiten.`,
  tooManySigns: (limit) => `Der Text hat ${limit} Zeichen hintereinander ohne Wert. Entfernen Sie sie.`,
  tooManyDocuments: (limit) =>
    `Der Text kann höchstens ${limit} Dokumente haben. Behalten Sie nur die Manifeste, die Sie bearbeiten.`,
  duplicateKey: 'Doppelter Schlüssel. Entfernen Sie einen der beiden Einträge.',
  keyIsNoText: 'Eine Map oder Liste kann kein Schlüssel sein. Verwenden Sie eine Zeichenfolge.',
  keyIsNoString: 'Ein Schlüssel muss eine Zeichenfolge sein. Setzen Sie ihn in Anführungszeichen.',
  badMerge:
    'Ein Merge-Schlüssel (<<) braucht eine Map, einen Alias darauf oder eine Liste davon. Setzen Sie andere in Anführungszeichen.',
  recursiveAlias: 'Ein Alias kann nicht auf den Wert verweisen, der ihn enthält.',
  unknownAlias:
    'Kein früherer Anker hat diesen Namen. Korrigieren Sie den Namen, oder setzen Sie Text mit * in Anführungszeichen.',
  aliasBomb: 'Die Aliase ergeben zu viele Daten. Schreiben Sie die Werte aus.',
  unsupportedNumber:
    'Kubernetes akzeptiert nur endliche Zahlen. Korrigieren Sie die Zahl, oder setzen Sie sie in Anführungszeichen.',
  inexactNumber:
    'Ganze Zahlen jenseits von 9007199254740991 sind ungenau. Verwenden Sie eine kleinere, oder setzen Sie sie in Anführungszeichen.',
  unknownTag: 'Dieses Tag wird nicht unterstützt. Entfernen Sie es.',
  unclosedList: 'Die Liste hat keine schließende Klammer. Ergänzen Sie ].',
  unclosedMap: 'Die Map hat keine schließende Klammer. Ergänzen Sie }.',
  template: 'Dies ist eine Vorlage. Rendern Sie sie zuerst, und verwenden Sie die Ausgabe.',
  unreadableCharacter:
    'kubectl kann dieses Zeichen nicht lesen. Entfernen Sie es, oder schreiben Sie es als Escape-Sequenz.',
  slashEscape: 'Schreiben Sie / statt \\/: kubectl kann diese Escape-Sequenz nicht lesen.',
  surrogate: 'kubectl kann diese Escape-Sequenz nicht lesen. Schreiben Sie das Zeichen selbst, oder entfernen Sie es.',
  directive: 'kubectl kann keine Zeilen lesen, die mit % beginnen. Entfernen Sie die Zeile.',
  afterMarker: 'kubectl kann keinen Text hinter --- lesen. Verschieben Sie ihn in die nächste Zeile.',
  noMarker:
    'kubectl ignoriert Text nach "...". Beginnen Sie das nächste Dokument mit einer Zeile aus drei Bindestrichen (---).',
  ambiguousBoolean:
    'kubectl liest dies als true oder false. Schreiben Sie true oder false, oder setzen Sie es in Anführungszeichen.',
  ambiguousNumber:
    'kubectl liest diese Zahl eventuell anders, etwa 010 als 8. Schreiben Sie sie dezimal oder in Anführungszeichen.',
}
