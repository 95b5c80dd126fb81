import type { JsonObject } from './objects.ts'
import { type Resource, resources } from './resources.ts'
import type { Schema } from './schema.ts'

/** Returns the CustomResourceDefinitions of the kinds that the embedded API serves. */
export function customResourceDefinitions(): JsonObject[] {
  return resources.filter(({ custom }) => custom).map(definitionOf)
}

function definitionOf({ group, version, kind, plural, namespaced, hasStatus, schema, columns }: Resource): JsonObject {
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([key, child]) => [
      key,
      // Kubernetes itself defines the metadata.
      key === 'metadata' ? { type: 'object' } : openApiSchema(child),
    ]),
  )
  const printed = columns.flatMap(({ name, type, format, path }) =>
    path === undefined ? [] : [{ name, type, ...(format !== undefined && { format }), jsonPath: path }],
  )
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      scope: namespaced ? 'Namespaced' : 'Cluster',
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties } },
          ...(hasStatus && { subresources: { status: {} } }),
          additionalPrinterColumns: [
            ...printed,
            { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
          ],
        },
      ],
    },
  }
}

function openApiSchema(schema: Schema): JsonObject {
  const { type, properties, values, items, required, enum: options, default: preset, open } = schema
  return {
    type,
    ...(properties !== undefined && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, openApiSchema(child)])),
    }),
    ...(values !== undefined && { additionalProperties: openApiSchema(values) }),
    ...(items !== undefined && { items: openApiSchema(items) }),
    ...(required !== undefined && { required: [...required] }),
    ...(options !== undefined && { enum: [...options] }),
    ...(preset !== undefined && { default: preset }),
    ...(open === true && { 'x-kubernetes-preserve-unknown-fields': true }),
  }
}
