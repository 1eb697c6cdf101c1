import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

/** Beside the page: takes a challenge as text, answers what the form sends; nothing when this browser cannot. */
addEventListener('message', ({ data }: MessageEvent<string>) => {
  const challenge = JSON.parse(data)
  solveChallenge({ challenge, deriveKey }).then(
    (solution) => postMessage(solution ? JSON.stringify({ challenge, solution }) : ''),
    () => postMessage(''),
  )
})
