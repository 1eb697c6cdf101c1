/** One line of JSON per event on standard output; the platform collects it. Ids only, no personal data. */
export const openLog = (program: string) => (event: Record<string, unknown>) =>
  void process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), program, ...event })}\n`)
