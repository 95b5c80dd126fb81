import type { DraftStorage } from 'backupstorage-forms/core'

const key = 'backup-storage-draft'

/**
 * Keeps a draft until the tab is closed. There is only one: a draft of another form replaces it.
 *
 * @param form - the form of the draft; no other form can load it
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
