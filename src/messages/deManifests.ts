import type { ManifestMessages } from './manifests.ts'
import type { SyntaxMessages } from './syntax.ts'

/** German messages about manifests. */
export const manifests: ManifestMessages = {
  notAnObject: 'Dieses Dokument ist kein Kubernetes-Objekt. Ein Objekt beginnt mit apiVersion und kind.',
  missingResource: (kind, apiVersion) =>
    `Hier steht kein ${kind}. Fügen Sie ein Dokument mit apiVersion ${apiVersion} und kind ${kind} hinzu.`,
  wrongApiVersion: (kind, apiVersion) =>
    `Hier steht ein ${kind} einer anderen API, oder seine apiVersion fehlt oder ist falsch geschrieben. Schreiben Sie apiVersion: ${apiVersion}.`,
  wrongKind: (kind, apiVersion) => `Die API ${apiVersion} kennt diese Art nicht. Schreiben Sie kind: ${kind}.`,
  severalResources: (kind) =>
    `Hier steht mehr als ein ${kind}, und ein Formular nimmt eines auf. Das erste wurde gelesen; nehmen Sie die anderen heraus, oder öffnen Sie sie einzeln.`,
  secretElsewhere: (kind) =>
    `Das Secret, das im ${kind} genannt ist, liegt in einem anderen Namespace. Der Operator sucht es im Namespace des ${kind}: Geben Sie beiden denselben.`,
  notBase64: (key) =>
    `Unter data steht im Secret bei ${key} kein Base64 eines Textes. Kodieren Sie den Wert neu, oder geben Sie ihn als Klartext unter stringData an.`,
  unknownField: (name, near) =>
    `${name} ist hier kein Feld, und der Cluster verwirft es wortlos. ${near === '' ? 'Entfernen Sie es, oder berichtigen Sie den Namen.' : `Meinten Sie ${near}? Wenn nicht, entfernen Sie es.`}`,
  noSuchBlock: (block, provider) =>
    `Die API dieses Clusters hat kein ${block}: Der Operator kennt den Anbieter ${provider} nicht. Wählen Sie einen anderen Anbieter, oder fragen Sie, wer den Cluster betreibt.`,
  notInForm: (name) =>
    `${name} ist kein Feld des Formulars, und ob der Cluster es kennt, ist hier nicht bekannt. Berichtigen Sie den Namen, falls er falsch geschrieben ist.`,
  quote: 'Setzen Sie es in Anführungszeichen: Ohne sie wird es als etwas anderes gelesen.',
  foreignBlock: (block, provider) =>
    `Der Block ${block} gehört nicht zum Anbieter ${provider}. Der Operator schreibt Sicherungen in den ersten Block, den er findet, gleich welcher Anbieter angegeben ist: Sie könnten am falschen Ort landen. Entfernen Sie den Block, oder berichtigen Sie den Anbieter.`,
  noBlock: (block, provider) =>
    `Der Anbieter ist ${provider}, und sein Block fehlt: Ohne ihn stürzt der Operator ab. Fügen Sie ${block} hinzu.`,
  formOnly: (title) =>
    `${title} fehlt. Der Operator kommt ohne aus, das Formular aber fragt danach: Fügen Sie es hinzu, damit sich der Speicher später bearbeiten lässt.`,
  refusedField: (title, reason) =>
    `${title} wurde vom Cluster abgelehnt${reason === '' ? '' : `: ${reason}`}. Berichtigen Sie es.`,
  refused: (reason) =>
    `Der Cluster lehnt dies ab${reason === '' ? ', und was er dazu sagt, wird hier nicht gezeigt, da es ein Geheimnis enthalten kann' : `: ${reason}`}. Berichtigen Sie es, oder fragen Sie, wer den Cluster betreibt.`,
  warned: (text) =>
    text === ''
      ? 'Der Cluster warnt, und was er sagt, wird hier nicht gezeigt, da es ein Geheimnis enthalten kann.'
      : `Der Cluster warnt: ${text}.`,
  otherCrd: (kind, apiVersion) =>
    `Die übergebene CustomResourceDefinition beschreibt kein ${kind} von ${apiVersion}; das Manifest wurde deshalb an der API geprüft, wie dieses Paket sie kennt. Übergeben Sie die richtige.`,
  leftToCluster:
    'Die CustomResourceDefinition des Clusters enthält Regeln in CEL, die nur der Cluster prüft. Ein Probelauf (dry run) zeigt, was sie sagen.',
  types: {
    string: 'Text',
    integer: 'ganze Zahl',
    number: 'Zahl',
    boolean: 'true oder false',
    object: 'Objekt',
    array: 'Liste',
    map: 'Schlüssel mit Werten',
    integerOrText: 'ganze Zahl oder Text',
    byte: 'Base64',
    'date-time': 'Datum und Uhrzeit',
  },
  listOf: (type) => `Liste, je: ${type}`,
  oneOf: (options) => `eines von ${options}`,
  required: (what) => (what === '' ? 'erforderlich' : `${what}, erforderlich`),
  defaultValue: 'Voreinstellung',
  exampleValue: 'Beispiel',
}

/** German messages of syntax errors. */
export const syntax: SyntaxMessages = {
  ALIAS_PROPS:
    'Ein Alias (*name) trägt selbst einen Anker oder ein Tag, was YAML verbietet. Entfernen Sie den Anker oder das Tag.',
  BAD_ALIAS: 'Ein Anker oder Alias hat keinen brauchbaren Namen. Schreiben Sie einen Namen direkt hinter das & oder *.',
  BAD_COLLECTION_TYPE: 'Ein Tag passt nicht zu dem Wert, der ihm folgt. Entfernen Sie das Tag.',
  BAD_DIRECTIVE:
    'Eine Zeile, die mit % beginnt, ist keine gültige Direktive. Entfernen Sie die Zeile, oder schreiben Sie %YAML 1.2.',
  BAD_DQ_ESCAPE:
    'Ein Text in doppelten Anführungszeichen enthält eine Escape-Folge, die YAML nicht kennt. Verdoppeln Sie den Backslash, oder verwenden Sie einfache Anführungszeichen.',
  BAD_INDENT:
    'Die Einrückung passt nicht zu den Zeilen ringsum, daher ist unklar, was zusammengehört. Stellen Sie die Einträge einer Map oder Liste in dieselbe Spalte.',
  BAD_PROP_ORDER: 'Ein Anker oder Tag steht vor dem Zeichen, hinter das es gehört. Stellen Sie es direkt vor den Wert.',
  BAD_SCALAR_START:
    'Ein Wert beginnt mit einem Zeichen, das YAML für sich behält. Setzen Sie den Wert in Anführungszeichen.',
  BLOCK_AS_IMPLICIT_KEY:
    'In einer Zeile steht ein zweites „key: value“, wo nur ein Wert stehen kann. Setzen Sie den Wert in Anführungszeichen, oder beginnen Sie eine neue Zeile.',
  BLOCK_IN_FLOW:
    'Innerhalb von { } oder [ ] steht eine Map oder Liste in eingerückter Form, die dort nicht gelesen werden kann. Schreiben Sie auch sie mit { } oder [ ].',
  KEY_OVER_1024_CHARS:
    'Ein Schlüssel ist länger als 1024 Zeichen, was YAML nicht erlaubt. Sehen Sie nach, ob ein Zeilenumbruch oder ein Anführungszeichen fehlt.',
  MISSING_CHAR:
    'Hier fehlt ein Zeichen: ein Doppelpunkt, ein Komma, ein schließendes Anführungszeichen, eine schließende Klammer oder ein Leerzeichen dahinter. Ergänzen Sie, was fehlt.',
  MULTILINE_IMPLICIT_KEY:
    'Ein Schlüssel geht über mehr als eine Zeile, oder hinter ihm fehlt ein Doppelpunkt. Schreiben Sie „key: value“ in eine Zeile.',
  MULTIPLE_ANCHORS: 'Ein Wert hat zwei Anker. Behalten Sie einen davon.',
  MULTIPLE_TAGS: 'Ein Wert hat zwei Tags. Behalten Sie eines davon.',
  TAG_RESOLVE_FAILED:
    'Ein Tag (!…) lässt sich auf seinen Wert nicht anwenden. Entfernen Sie das Tag, oder berichtigen Sie den Wert.',
  UNEXPECTED_TOKEN:
    'Hier steht etwas, das nicht passt: Der Text davor ist schon vollständig, oder davor fehlt ein Anführungszeichen, eine Klammer oder ein Doppelpunkt. Prüfen Sie diese Zeile und die davor.',
  unreadable:
    'Der Text lässt sich hier weder als YAML noch als JSON lesen. Prüfen Sie Anführungszeichen, Klammern, Doppelpunkte und Einrückung dieser Zeile und der davor.',
  tabIndentation:
    'Eine Zeile ist mit einem Tabulator eingerückt. YAML erlaubt dort nur Leerzeichen, weil ein Tabulator keine vereinbarte Breite hat. Ersetzen Sie jeden Tabulator am Zeilenanfang durch Leerzeichen.',
  tooDeep: (limit) =>
    `Maps und Listen stehen mehr als ${limit} Ebenen tief ineinander, was kein Manifest braucht und den Leser lähmen könnte. Machen Sie den Text flacher, oder schließen Sie offene Klammern.`,
  tooManyCharacters: (limit) =>
    `Der Text ist zu groß, um hier gelesen zu werden: Er hat mehr als ${limit} Zeichen. Teilen Sie ihn, und behalten Sie nur die Manifeste, die zu bearbeiten sind.`,
  tooManyTokens: (limit) =>
    `Der Text ist zu groß, um hier gelesen zu werden: Er hat mehr als ${limit} Wörter, Zeichen und Zeilenumbrüche. Teilen Sie ihn, und behalten Sie nur die Manifeste, die zu bearbeiten sind.`,
  tooManySigns: (limit) =>
    `Der Text ist zu groß, um hier gelesen zu werden: Er hat ${limit} Zeichen in Folge ohne einen Wert. Teilen Sie ihn, und behalten Sie nur die Manifeste, die zu bearbeiten sind.`,
  tooManyDocuments: (limit) =>
    `Der Text enthält mehr als ${limit} durch „---“ getrennte Dokumente. Teilen Sie ihn, und behalten Sie nur die Manifeste, die zu bearbeiten sind.`,
  duplicateKey:
    'Ein Schlüssel steht zweimal in derselben Map, und nicht jeder Leser lässt denselben gelten. Entfernen Sie einen der beiden Einträge.',
  keyIsNoText:
    'Ein Schlüssel ist eine Map, eine Liste oder fehlt; ein Manifest hat nur Text als Schlüssel. Schreiben Sie den Schlüssel als einfachen Text.',
  keyIsNoString:
    'Ein Schlüssel ist eine Zahl, ein Wahrheitswert oder leer, und ein Manifest hat nur Text als Schlüssel. Setzen Sie den Schlüssel in Anführungszeichen.',
  badMerge:
    'Ein Merge-Schlüssel (<<) braucht eine Map, einen Alias einer Map oder eine Liste davon und hat etwas anderes. Berichtigen Sie den Alias, oder setzen Sie den Schlüssel in Anführungszeichen, wenn er als Text gemeint ist.',
  recursiveAlias:
    'Ein Alias (*name) steht in eben dem Wert, den er nennt, sodass der Wert nie enden würde. Ersetzen Sie den Alias durch das, was gemeint ist.',
  unknownAlias:
    'Ein Alias (*name) nennt einen Anker, der in diesem Dokument nicht vor ihm steht. Setzen Sie den Anker (&name) davor, berichtigen Sie den Namen, oder setzen Sie einen Text, der mit einem Stern beginnt, in Anführungszeichen.',
  aliasBomb:
    'Die Aliase (*name) dieses Dokuments vervielfachen sich zu weit mehr Daten, als geschrieben steht, wie bei einem Angriff auf den Leser. Schreiben Sie die Werte dort aus, wo sie gebraucht werden.',
  unsupportedNumber:
    'Eine Zahl ist unendlich, keine Zahl oder zu groß; JSON und damit Kubernetes kennt keinen solchen Wert. Schreiben Sie eine endliche Zahl, oder setzen Sie sie in Anführungszeichen.',
  unknownTag:
    'Ein Wert trägt ein Tag (!…), das Manifeste nicht verwenden und das dieser Leser nicht anwendet. Entfernen Sie das Tag, und schreiben Sie den Wert als einfachen Text, Zahl, Map oder Liste.',
}
