import { isStartError, startError } from './start-error.ts'

/** Turns a file error met while starting into a StartError; anything else is returned as it is. */
export function explainFileError(error: unknown): unknown {
  const { code, path = '' } = error as NodeJS.ErrnoException
  if (isStartError(error)) return error
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return startError(
      'disk-full',
      { ja: `ディスクがいっぱいで、${path} に書けません。`, en: `The disk is full: cannot write ${path}.` },
      { ja: '不要なファイルを消してから、やり直してください。', en: 'Free some space and start again.' },
    )
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return startError(
      'no-permission',
      { ja: `${path} を読み書きする権限がありません。`, en: `No permission to read or write ${path}.` },
      {
        ja: '前に別の利用者（root など）で起動した場合は、その利用者で起動するか、フォルダーを消してください。',
        en: 'If another user (root, say) started it before, start as that user or remove the folder.',
      },
    )
  }
  return error
}
