/** Seconds for which a form that was sent too early is held back. Whoever needs longer is asked to wait by the server. */
const PATIENCE = 10

/** Solves the challenge of a page beside what its visitor does (docs/decisions/0014). Nothing has to be pressed for it. */
export function solveWork() {
  const field = document.querySelector<HTMLInputElement>('input[data-work]')
  if (field?.form) solveInto(field, field.form)
}

function solveInto(field: HTMLInputElement, form: HTMLFormElement) {
  const { work, sendsAfter } = field.dataset
  const status = form.querySelector<HTMLElement>('[data-work-status]')
  const worker = new Worker(new URL('./work.worker.ts', import.meta.url), { type: 'module' })
  let solving = true
  let sends = sendsAfter !== undefined

  const say = () => {
    if (status) status.textContent = status.dataset.workStatus ?? ''
  }
  const send = () => {
    if (!sends) return
    sends = false
    form.submit()
  }
  const end = (solution: string) => {
    solving = false
    worker.terminate()
    field.value = solution
    // A page that waits goes on by its clock where nothing can be solved.
    if (solution || sendsAfter === undefined) send()
  }

  field.value = ''
  worker.addEventListener('message', ({ data }) => end(data))
  worker.addEventListener('error', () => end(''))
  worker.postMessage(work)
  if (sends) {
    say()
    setTimeout(send, Number(sendsAfter) * 1000)
  }

  form.addEventListener('submit', (event) => {
    if (!solving || sendsAfter !== undefined) return
    event.preventDefault()
    if (sends) return
    sends = true
    say()
    setTimeout(() => {
      solving = false
      send()
    }, PATIENCE * 1000)
  })
}
