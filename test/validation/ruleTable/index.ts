import { azure } from './azure.ts'
import { common } from './common.ts'
import { gcs } from './gcs.ts'
import type { RuleTable } from './rows.ts'
import { s3 } from './s3.ts'
import { s3Credentials } from './s3Credentials.ts'
import { volumes } from './volumes.ts'

/** The rules. */
export const ruleTable: RuleTable = {
  ...s3,
  s3: { ...common['s3'], ...s3['s3'], ...s3Credentials['s3'] },
  ...azure,
  ...gcs,
  ...volumes,
}
