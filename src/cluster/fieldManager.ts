/** The field manager of all writes, which the server records in `metadata.managedFields`. */
export const fieldManager = 'backupstorage-forms'
