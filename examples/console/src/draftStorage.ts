import type { DraftStorage } from 'backupstorage-forms/core'

const key = 'backup-storage-draft'

/**
 * Keeps a draft until the tab is closed. There is one at a time: what is typed into another form takes its place.
 *
 * @param form - which form it belongs to; only that one gets it back
 */
export function draftStorage(form: string): DraftStorage {
  return {
    load() {
      const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}') as { form?: string; draft?: unknown }
      return kept.form === form ? kept.draft : undefined
    },
    save: (draft) => sessionStorage.setItem(key, JSON.stringify({ form, draft })),
    clear: () => sessionStorage.removeItem(key),
  }
}
