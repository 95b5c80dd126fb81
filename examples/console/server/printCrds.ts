// Prints the CustomResourceDefinitions of the embedded API, for `kubectl apply -f -`.
import { customResourceDefinitions } from './crds.ts'

console.log(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: customResourceDefinitions() }, null, 2))
