const MINUTE = 60_000
/** Milliseconds before the first, second and third start within a minute; there is no fourth. */
const PAUSES = [1000, 2000, 4000]

type Options = {
  /** As the person at the terminal knows it. */
  name: string
  /** Starts it again. Rejects with a sentence when it does not answer. */
  restart: () => Promise<unknown>
  /** True once it has been asked to end. */
  isStopped: () => boolean
  say: (sentence: string) => void
}

/**
 * What is done when a program was lost: it is started again after a pause, three times a minute at most; then the person at
 * the terminal is told what to do. `traces`: where its log lies, and its last words.
 */
export function reviver({ name, restart, isStopped, say }: Options) {
  let losses: number[] = []

  return async function revive(traces: string): Promise<void> {
    if (isStopped()) return
    losses = [...losses.filter((at) => Date.now() - at < MINUTE), Date.now()]
    const pause = PAUSES[losses.length - 1]
    if (!pause)
      return say(
        `${name}は、1分のうちに${PAUSES.length}回起動し直しても終了します。Ctrl-C で終えて記録の原因を取り除き、npm start でやり直してください。${traces}`,
      )
    say(`${name}が終了したため、${pause / 1000} 秒後に起動し直します。`)
    await new Promise((settle) => setTimeout(settle, pause))
    if (isStopped()) return
    await restart().then(
      () => isStopped() || say(`${name}を起動し直しました`),
      (defect: Error) => revive(defect.message),
    )
  }
}
