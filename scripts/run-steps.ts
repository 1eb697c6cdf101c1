/** `failures` says in a few lines each what failed; a step that is one program has said so already. */
export type Count = { passed: number; failed: number; skipped: number; failures?: string[] }
/** `key` is what a person types to run only this step; `run` never throws: what goes wrong is counted. */
export type Step = { key: string; title: string; run: () => Promise<Count> }

/** Runs every step even after one fails, prints a summary, and ends with the line `N passed, N failed`. */
export async function runSteps(all: Step[], keys: string[]) {
  const unknown = keys.find((key) => !all.some((step) => step.key === key))
  if (unknown) {
    console.error(
      `「${unknown}」という段階はありません。選べるのは ${all.map((step) => step.key).join('・')} です。`,
    )
    process.exit(1)
  }

  const summary: string[] = []
  const failures: string[] = []
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const step of all.filter(({ key }) => keys.length === 0 || keys.includes(key))) {
    console.log(`\n▶ ${step.title}（${step.key}）`)
    const started = Date.now()
    const count = await step.run()
    const line = `${count.failed > 0 ? '✗' : '✓'} ${step.title}（${step.key}）${sentence(count)}、${seconds(started)} 秒`
    console.log(line)
    summary.push(line)
    failures.push(...(count.failures ?? []))
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += count[key]
  }

  // Named once more at the end: whoever reads only the last lines of a long run has to find them there.
  for (const failure of failures) console.log(`\n✗ ${failure}`)
  console.log(`\n${summary.join('\n')}\n\n${sentence(total)}`)
  process.exitCode = total.failed > 0 ? 1 : 0
}

/** `3 passed, 0 failed`, and the skipped ones if there are any. */
export function sentence({ passed, failed, skipped }: Count) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function seconds(started: number) {
  return ((Date.now() - started) / 1000).toFixed(1)
}
