/** The name under which objects are written: the server notes it in `metadata.managedFields`. */
export const fieldManager = 'backupstorage-forms'
