const started = Date.now()

/** One line of progress, with the seconds since the start: nobody should wonder whether it hangs. */
export const say = (sentence: string) =>
  console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(3)} 秒  ${sentence}`)

const PATIENCE = 10_000

/** Says what is being done, and every ten seconds that it still is. */
export async function sayWhile<T>(
  sentence: string,
  tell: (sentence: string) => void,
  work: Promise<T>,
): Promise<T> {
  tell(`${sentence}…`)
  const again = setInterval(() => tell('まだ続いています…'), PATIENCE)
  return work.finally(() => clearInterval(again))
}
