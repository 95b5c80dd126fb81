import type { RuleTable } from './rows.ts'
import { bad, spaces } from './rows.ts'

/** The rules of volumes. */
export const volumes: RuleTable = {
  pvc: {
    '/backend/spec/mountPath': [
      ['/safe/data', 'ok'],
      ['/', bad('pattern', { says: /root/ })],
      ['//', bad('pattern', { says: /root/ })],
      ['/./', bad('pattern', { says: /root/ })],
      ['/.data', 'ok'],
      ['/safe:data', bad('pattern', { says: /colon/ })],
      ['/a..b', 'ok'],
      ['safe/data', bad('format')],
      ['/safe/../data', bad('format')],
      ['/..', bad('format')],
      ['', bad('required')],
      [undefined, bad('required')],
    ],
    '/backend/spec/subPath': [
      [undefined, 'ok'],
      ['backups/demo', 'ok'],
      ['/backups', bad('format')],
      ['../backups', bad('format')],
      ['backups/../demo', bad('format')],
      ['backups/..demo', 'ok'],
    ],
    '/backend/spec/volume': [
      [{ persistentVolumeClaim: { claimName: 'backup-storage' } }, 'ok'],
      [{}, bad('required')],
      [undefined, bad('required')],
      [{ persistentVolumeClaim: { claimName: 'a.b', readOnly: false } }, 'ok'],
      [
        { persistentVolumeClaim: { claimName: 'a.b', readOnly: true } },
        bad('read-only', { at: '/backend/spec/volume/persistentVolumeClaim/readOnly', fixed: false }),
      ],
      [
        { persistentVolumeClaim: { claimName: 'a', readOnly: 'yes' } },
        bad('type', { at: '/backend/spec/volume/persistentVolumeClaim/readOnly' }),
      ],
      [{ persistentVolumeClaim: { claimName: 'a' }, nfs: { server: 's', path: '/p' } }, bad('maxProperties')],
      [{ persistentVolumeClaim: {} }, bad('required', { at: '/backend/spec/volume/persistentVolumeClaim/claimName' })],
      [
        { persistentVolumeClaim: { claimName: 'Backup Storage' } },
        bad('format', { at: '/backend/spec/volume/persistentVolumeClaim/claimName' }),
      ],
    ],
    '/securityContext': [
      [{ fsGroup: 65534 }, 'ok'],
      [{}, ['info', 'security-context']],
      [{ fsGroup: 1000 }, ['info', 'security-context']],
      [{ runAsUser: 0 }, 'ok'],
      [{ runAsUser: 1000, fsGroup: 1000 }, 'ok'],
    ],
  },
  nfs: {
    '/backend/spec/volume/nfs/server': [
      ['nfs.example.com', 'ok'],
      ['10.0.0.5', 'ok'],
      ['2001:db8::1', 'ok'],
      ['[2001:db8::1]', 'ok'],
      ['::ffff:10.0.0.5', 'ok'],
      ['fe80::1%eth0', 'ok'],
      ['nfs.example.com:2049', bad('pattern', { says: /without a port/ })],
      ['10.0.0.5:2049', bad('pattern', { says: /without a port/ })],
      ['[2001:db8::1]:2049', bad('pattern', { says: /without a port/ })],
      ...spaces('nfs.example.com'),
      ['nfs-service.storage.svc.cluster.local', 'ok'],
      ['', bad('required')],
      ['nfs example', bad('pattern')],
      ['nfs.example.com/exports', bad('pattern')],
      [undefined, bad('required')],
    ],
    '/backend/spec/volume/nfs/path': [
      ['/exports/backups', 'ok'],
      ['/', 'ok'],
      ['', bad('required')],
      ['exports', bad('format')],
      ['/exports/../etc', bad('format')],
      [undefined, bad('required')],
    ],
    '/backend/spec/volume/nfs/readOnly': [
      [undefined, 'ok'],
      [false, 'ok'],
      [true, bad('read-only', { fixed: false })],
    ],
    '/securityContext': [
      [{ fsGroup: 65534 }, 'ok'],
      [{}, ['info', 'security-context']],
    ],
  },
  hostPath: {
    '/backend/spec/volume/hostPath/path': [
      ['/var/backups', 'ok'],
      ['var/backups', bad('format')],
      ['/var/../etc', bad('format')],
      [undefined, bad('required')],
    ],
    '/backend/spec/volume/hostPath/type': [
      [undefined, 'ok'],
      ['', 'ok'],
      ['DirectoryOrCreate', 'ok'],
      ['Directory', 'ok'],
      ['Socket', bad('not-a-folder')],
      ['CharDevice', bad('not-a-folder')],
      ['BlockDevice', bad('not-a-folder')],
      ['File', ['warning', 'not-a-folder']],
      ['FileOrCreate', ['warning', 'not-a-folder']],
      ['Folder', bad('enum')],
    ],
    '/securityContext': [
      [{ runAsUser: 0 }, 'ok'],
      [{ runAsUser: 1000 }, 'ok'],
      [{}, ['info', 'security-context']],
      [{ fsGroup: 65534 }, ['info', 'security-context']],
    ],
  },
}
