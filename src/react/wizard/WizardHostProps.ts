import type { SubmitClient } from '../../cluster/client.ts'
import type { FormHostProps } from '../form/FormHostProps.ts'

/** What a host gives a wizard, in React or as an element. */
export interface WizardHostProps extends Omit<FormHostProps, 'values' | 'readOnly'> {
  /** A client of the cluster: the preview asks it what it would say (a dry run) before anything is submitted. */
  client?: SubmitClient | undefined
  /** Whether the form may be filled from a manifest. @default true, but not while an object is edited */
  canImport?: boolean | undefined
  /** The nonce of the page's CSP, for the styles of the editor. Not needed where constructed style sheets work. */
  nonce?: string | undefined
}
