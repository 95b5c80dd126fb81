import { compareCrd } from './compareCrd.ts'

process.exitCode = await compareCrd(process.argv.slice(2), {
  stdin: process.stdin,
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
})
