/** A theme of rjsf, such as `Theme` of `@rjsf/mui`: its widgets take the place of the inputs. */
export interface FormTheme {
  readonly widgets?: object | undefined
  readonly templates?: object | undefined
}
