import { member } from '../../base/json.ts'
import type { Messages } from '../messages.ts'

/** Returns the message of a host's rejection, which can be an error, a string or an object with a message. */
export function reasonOf(error: unknown, messages: Messages): string {
  const said = typeof error === 'string' ? error : member(error, 'message')
  return typeof said === 'string' && said !== '' ? said : messages.unknownReason
}
