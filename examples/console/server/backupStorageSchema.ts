import { type Schema, anyObject, flag, integer, list, map, object, text } from './schema.ts'

const openList = list(anyObject)

const podSecurityContext = object({
  fsGroup: integer,
  fsGroupChangePolicy: text,
  runAsGroup: integer,
  runAsNonRoot: flag,
  runAsUser: integer,
  seLinuxOptions: anyObject,
  seccompProfile: anyObject,
  supplementalGroups: list(integer),
  sysctls: openList,
  windowsOptions: anyObject,
})

const pod = object({
  affinity: anyObject,
  automountServiceAccountToken: flag,
  enableServiceLinks: flag,
  imagePullSecrets: openList,
  nodeName: text,
  nodeSelector: map,
  podAnnotations: map,
  podLabels: map,
  priority: integer,
  priorityClassName: text,
  readinessGates: openList,
  runtimeClassName: text,
  schedulerName: text,
  securityContext: podSecurityContext,
  serviceAccountAnnotations: map,
  serviceAccountName: text,
  tolerations: openList,
  topologySpreadConstraints: openList,
})

const container = object({
  env: openList,
  envFrom: openList,
  ionice: anyObject,
  lifecycle: anyObject,
  livenessProbe: anyObject,
  nice: anyObject,
  readinessProbe: anyObject,
  resources: anyObject,
  securityContext: anyObject,
})

const blob = { maxConnections: integer, prefix: text, secretName: text }
const required = (properties: Record<string, Schema>, ...names: string[]): Schema =>
  object(properties, { required: names })

// Only the volumes that are common for backup storages. Other sources of the CRD would be pruned here.
const local = object({
  maxConnections: integer,
  mountPath: text,
  subPath: text,
  configMap: anyObject,
  csi: anyObject,
  emptyDir: anyObject,
  ephemeral: anyObject,
  hostPath: required({ path: text, type: text }, 'path'),
  nfs: required({ path: text, readOnly: flag, server: text }, 'path', 'server'),
  persistentVolumeClaim: required({ claimName: text, readOnly: flag }, 'claimName'),
  secret: anyObject,
})

const selector = object({
  matchLabels: map,
  matchExpressions: list(required({ key: text, operator: text, values: list(text) }, 'key', 'operator')),
})

/** The CRD's schema of a BackupStorage: types, one enum, and few required fields. */
export const backupStorageSchema: Schema = object({
  apiVersion: text,
  kind: text,
  metadata: anyObject,
  spec: object({
    default: flag,
    deletionPolicy: { type: 'string', enum: ['Delete', 'WipeOut'], default: 'Delete' },
    runtimeSettings: object({ container, pod }),
    storage: object({
      azure: object({ ...blob, container: text, storageAccount: text }),
      gcs: object({ ...blob, bucket: text }),
      local,
      provider: text,
      s3: object({ ...blob, bucket: text, endpoint: text, insecureTLS: flag, region: text }),
    }),
    usagePolicy: object({
      allowedNamespaces: object({
        from: { type: 'string', enum: ['All', 'Selector', 'Same'], default: 'Same' },
        selector,
      }),
    }),
  }),
  status: object({
    conditions: list(
      object({
        lastTransitionTime: text,
        message: text,
        observedGeneration: integer,
        reason: text,
        severity: text,
        status: text,
        type: text,
      }),
    ),
    phase: text,
    repositories: list(object({ error: text, name: text, namespace: text, path: text, size: text, synced: flag })),
    totalSize: text,
  }),
})
