/**
 * A board reads new calls aloud, once somebody has pressed its button: off by default, and again after the page was loaded anew.
 * What was called before that is not read.
 */
export function speakCalls() {
  if (!document.querySelector('[data-speech]') || !('speechSynthesis' in window)) return
  let on = false
  let spoken = new Set<string>()

  const calls = () => [...document.querySelectorAll<HTMLElement>('[data-call]')]
  const draw = () => {
    const button = document.querySelector<HTMLButtonElement>('[data-speech]')
    if (!button) return
    button.hidden = false
    const off = button.dataset.speechOff ?? ''
    button.dataset.speechOn ??= button.textContent ?? ''
    button.textContent = on ? off : (button.dataset.speechOn ?? '')
  }
  const speak = () => {
    const fresh = calls().filter((it) => !spoken.has(it.dataset.call ?? ''))
    spoken = new Set(calls().map((it) => it.dataset.call ?? ''))
    if (!on) return
    for (const { dataset } of fresh.reverse()) {
      const words = new SpeechSynthesisUtterance(dataset.say)
      words.lang = 'ja-JP'
      words.rate = 0.9
      speechSynthesis.speak(words)
    }
  }
  addEventListener('click', (event) => {
    if (!(event.target as Element).closest('[data-speech]')) return
    on = !on
    if (!on) speechSynthesis.cancel()
    draw()
  })
  addEventListener('refreshed', speak)
  draw()
  speak()
}
