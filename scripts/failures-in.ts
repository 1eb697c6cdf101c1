import { relative } from 'node:path'

type Report = {
  testResults: {
    name: string
    message: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}

const LINES = 6

/** What failed, of a report in vitest's JSON: for each test or file its place, its name and the first lines of why. */
export const failuresIn = ({ testResults }: Report): string[] =>
  testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative('.', name)
    const tests = assertionResults
      .filter(({ status }) => status === 'failed')
      .map(
        ({ fullName, failureMessages }) => `${file} > ${fullName}\n${firstLines(failureMessages[0] ?? '')}`,
      )
    // A file that does not load, or whose set-up throws, has a message and perhaps no test.
    return message && tests.length === 0 ? [`${file}\n${firstLines(message)}`] : tests
  })

const firstLines = (text: string) => text.split('\n').slice(0, LINES).join('\n')
