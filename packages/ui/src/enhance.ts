/**
 * What a script can add to a page that works without one. Listens on `window`, so it also serves what is drawn
 * later, and hears of an event after React has; call it once per document.
 */
export function enhance() {
  document.documentElement.dataset.enhanced = ''
  fillFromHash()
  document.querySelector<HTMLElement>('[data-autofocus]')?.focus()

  addEventListener('keydown', focusByKey)
  addEventListener('submit', dropSecondSubmit)
  addEventListener('pageshow', (event) => event.persisted && forgetSubmits())
  addEventListener('click', printPage)
  setInterval(tick, 1000)
}

/** A QR code's token stands behind `#`, which no server and no log ever sees; it must not stay in the history either. */
function fillFromHash() {
  const input = document.querySelector<HTMLInputElement>('input[data-fill-from-hash]')
  const hash = location.hash.slice(1)
  if (!input || !hash || document.getElementById(hash)) return

  try {
    input.value = decodeURIComponent(hash)
  } catch {
    return // a broken escape is not a token
  }
  for (const it of document.querySelectorAll<HTMLElement>('[data-unless-filled], [data-when-filled]'))
    it.hidden = 'unlessFilled' in it.dataset
  history.replaceState(history.state, '', location.pathname + location.search)
}

function focusByKey(event: KeyboardEvent) {
  const typing = (event.target as Element).closest?.('input, textarea, select, [contenteditable]')
  if (typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return

  const wanted = document.querySelector<HTMLInputElement>(`[data-focus-key="${CSS.escape(event.key)}"]`)
  if (!wanted) return
  event.preventDefault()
  wanted.focus()
  wanted.select?.()
}

const sent = new WeakMap<EventTarget, number>()

/** The button is not disabled: a disabled button is not sent with its form and cannot say why it does nothing. */
function dropSecondSubmit(event: SubmitEvent) {
  const form = event.target as HTMLFormElement
  if (!form.hasAttribute('data-submit-once') || event.defaultPrevented) return

  // Ten seconds: whoever stopped a slow page must be able to press again. The server knows the requestId anyway.
  if (event.timeStamp - (sent.get(form) ?? Number.NEGATIVE_INFINITY) < 10_000) event.preventDefault()
  else sent.set(form, event.timeStamp)
}

function forgetSubmits() {
  for (const form of document.forms) sent.delete(form)
}

function printPage(event: MouseEvent) {
  if ((event.target as Element).closest('[data-print]')) print()
}

let seconds = 0

function tick() {
  seconds++
  for (const limit of document.querySelectorAll<HTMLElement>('[data-countdown]')) countDown(limit)
  for (const part of document.querySelectorAll<HTMLElement>('[data-refresh][id]')) {
    if (seconds % Number(part.dataset.refresh) === 0 && !document.hidden) void refresh(part)
  }
}

/** Says it twice and otherwise keeps still. The status element exists from the start, or nobody would hear it. */
function countDown({ dataset, lastElementChild: status }: HTMLElement) {
  const left = Date.parse(dataset.countdown ?? '') - Date.now()
  const words = left <= 0 ? dataset.countdownOver : dataset.countdownWarning
  const due = left <= Number(dataset.countdownWarn) * 1000
  if (due && status && words && status.textContent !== words) status.textContent = words
}

/** Replaces the part by the same part of the page as it is now. `html[data-stale]` says that this did not work. */
export async function refresh(part: HTMLElement) {
  const focused = part.contains(document.activeElement) ? document.activeElement : null
  if (focused?.matches('input, textarea, select')) return

  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined)
  const page =
    answer?.ok && !answer.redirected
      ? new DOMParser().parseFromString(await answer.text(), 'text/html')
      : undefined
  const fresh = page?.getElementById(part.id)
  document.documentElement.toggleAttribute('data-stale', !fresh)
  if (!fresh || fresh.innerHTML === part.innerHTML) return

  const again =
    focused &&
    (focused.id ? `#${CSS.escape(focused.id)}` : `[href="${CSS.escape(focused.getAttribute('href') ?? '')}"]`)
  part.replaceChildren(...fresh.childNodes)
  if (again) part.querySelector<HTMLElement>(again)?.focus({ preventScroll: true })
  part.dispatchEvent(new CustomEvent('refreshed', { bubbles: true }))
}
