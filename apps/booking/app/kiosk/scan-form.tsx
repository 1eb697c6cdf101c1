import { HiddenFields } from '../page/hidden-fields.tsx'
import { usePage } from '../page/page.tsx'

/** One field for the QR code of a reservation, which a scanner types and ends with Enter, or for its number. */
export function ScanForm({ base, requestId }: { base: string; requestId: string }) {
  const { words } = usePage()
  return (
    <form method="post" action={`${base}/check-in`} className="kiosk-scan" data-submit-once="">
      <HiddenFields facts={{ requestId }} />
      <label htmlFor="number">{words('queue:kiosk.scan')}</label>
      <input
        className="input"
        id="number"
        name="number"
        inputMode="numeric"
        autoComplete="off"
        maxLength={40}
        data-autofocus=""
        aria-describedby="number-what"
      />
      <button type="submit" className="button" data-kind="primary" data-size="large">
        {words('queue:kiosk.check-in')}
      </button>
      <p id="number-what">{words('queue:kiosk.scan-what')}</p>
    </form>
  )
}
