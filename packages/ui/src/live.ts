import { refresh } from './enhance.ts'

/** Longer than two beats of the server: then nobody tells us any more. */
const SILENCE = 40_000
/** Telephones that are told at the same moment do not all ask at the same moment. */
const SPREAD = 800

/**
 * Parts marked `data-live="<address>"` are drawn anew whenever the server says that something has changed. While nobody tells us,
 * `[data-live-state]` says so in its own words (`data-lost`); the connection is made again by itself.
 */
export function keepLive() {
  for (const part of document.querySelectorAll<HTMLElement>('[data-live][id]')) follow(part)
}

function follow(part: HTMLElement) {
  let source: EventSource | undefined
  let heard = Date.now()
  let missed = false

  const say = (live: boolean) => {
    document.documentElement.toggleAttribute('data-not-live', !live)
    for (const state of document.querySelectorAll<HTMLElement>('[data-live-state]')) {
      const words = live ? '' : (state.dataset.lost ?? '')
      if (state.textContent !== words) state.textContent = words
    }
  }
  const alive = () => {
    heard = Date.now()
    say(true)
    // What was called meanwhile, nobody has told us.
    if (missed) void refresh(part)
    missed = false
  }
  const open = () => {
    source?.close()
    heard = Date.now()
    source = new EventSource(part.dataset.live ?? '')
    source.addEventListener('beat', alive)
    source.onmessage = () => {
      alive()
      setTimeout(() => void refresh(part), Math.random() * SPREAD)
    }
    source.onerror = () => {
      missed = true
      say(false)
    }
  }
  open()
  setInterval(() => {
    const closed = source?.readyState === EventSource.CLOSED
    if (Date.now() - heard <= (closed ? 5000 : SILENCE)) return
    missed = true
    say(false)
    open()
  }, 1000)
  addEventListener('pagehide', () => source?.close())
  addEventListener('pageshow', (event) => event.persisted && open())
}
