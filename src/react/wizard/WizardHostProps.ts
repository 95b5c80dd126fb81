import type { SubmitClient } from '../../cluster/client.ts'
import type { FormHostProps } from '../form/FormHostProps.ts'

/** Props that the React wizard and the custom element share. */
export interface WizardHostProps extends Omit<FormHostProps, 'values' | 'readOnly'> {
  /** A client for the cluster. The preview uses it for a dry run before anything is submitted. */
  client?: SubmitClient | undefined
  /** Whether users can fill in the form from a manifest; never while an object is edited. @default true */
  canImport?: boolean | undefined
  /** The nonce of the page's CSP, for the editor's styles. Not needed if constructed style sheets work. */
  nonce?: string | undefined
}
