import { Button } from '@madoguchi/ui'
import { useNonce } from '../../nonce.ts'

// Its own few words, since the page has no other script. Nothing in them needs an escape, which React would write.
const SHOWS_THE_BUTTON =
  'const it = document.currentScript.previousElementSibling; it.hidden = false; it.onclick = function () { print() }'

/** Prints the page. Hidden without JavaScript, where the keyboard still does it. */
export function PrintButton({ text }: { text: string }) {
  return (
    <div className="button-row">
      <Button type="button" hidden>
        {text}
      </Button>
      <script nonce={useNonce()}>{SHOWS_THE_BUTTON}</script>
    </div>
  )
}
