import { isStartError } from '@madoguchi/supabase-local'

const FULL = 'ディスクの空きがなくなりました。不要なファイルを消してから、もう一度実行してください。'
// Postgres' own word for it: insufficient resources, disk_full.
const DISK_FULL = ['ENOSPC', 'EDQUOT', '53100']
const NO_PERMISSION = ['EACCES', 'EPERM', 'EROFS']

/** What went wrong during a start, as sentences for the person at the terminal: what it is, and the way out. */
export function explainDefect(defect: unknown): string {
  if (isStartError(defect)) return `${defect.sentence}\n${defect.wayOut}`
  if (!(defect instanceof Error)) return String(defect)
  const { code = '', path = '' } = (defect.cause ?? defect) as NodeJS.ErrnoException
  if (DISK_FULL.includes(code) || /ENOSPC|No space left on device/.test(defect.message)) return FULL
  if (NO_PERMISSION.includes(code)) {
    return `${path} を読み書きする権限がありません。\n前に別の利用者（root など）で起動した場合は、その利用者で実行するか、フォルダーの持ち主を変えてください。`
  }
  // What we throw ourselves is a sentence; anything else is a defect of ours, and its place helps to report it.
  return (code && !defect.cause) || defect.name !== 'Error'
    ? (defect.stack ?? defect.message)
    : defect.message
}
