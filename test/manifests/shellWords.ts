/**
 * Splits a script into the words of its commands, as a POSIX shell would. Throws for anything that a shell would expand,
 * run or redirect.
 */
export function shellWords(script: string): string[][] {
  const commands: string[][] = [[]]
  let word: string | undefined
  const end = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word)
    word = undefined
  }
  for (let at = 0; at < script.length; at++) {
    const char = script.charAt(at)
    if (char === "'") {
      const close = script.indexOf("'", at + 1)
      if (close < 0) throw new Error('A quote is not closed.')
      word = (word ?? '') + script.slice(at + 1, close)
      at = close
    } else if (char === '\\') {
      const next = script.charAt(++at)
      if (next !== '\n') word = (word ?? '') + next
    } else if (char === '\n') {
      end()
      if (commands.at(-1)?.length !== 0) commands.push([])
    } else if (char === ' ') end()
    else if (/[\w@%+=:,./-]/.test(char)) word = (word ?? '') + char
    else throw new Error(`A shell gives ${JSON.stringify(char)} a meaning.`)
  }
  end()
  return commands.filter(({ length }) => length > 0)
}
