/** A theme of rjsf, such as `Theme` of `@rjsf/mui`: its widgets replace the built-in inputs. */
export interface FormTheme {
  readonly widgets?: object | undefined
  readonly templates?: object | undefined
}
