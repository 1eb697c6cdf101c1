import { type StartError, startError } from '../start-error.ts'

/** Turns what initdb or postgres said into a sentence for the person at the terminal; the log's end is kept with it. */
export function explainLog(log: string): StartError {
  const end = log.trim().split('\n').slice(-6).join('\n')
  if (/No space left on device|Disk quota exceeded/i.test(log)) {
    return startError(
      'disk-full',
      { ja: 'ディスクがいっぱいで、データベースを動かせません。', en: `The disk is full:\n${end}` },
      { ja: '不要なファイルを消してから、やり直してください。', en: 'Free some space and start again.' },
    )
  }
  if (/Permission denied/i.test(log)) {
    return startError(
      'no-permission',
      {
        ja: 'データベースのフォルダーを読み書きする権限がありません。',
        en: `No permission for a file:\n${end}`,
      },
      {
        ja: '前に別の利用者（root など）で起動した場合は、その利用者で起動するか「npm run reset」を実行してください。',
        en: 'If another user (root, say) started it before, start as that user or run `npm run reset`.',
      },
    )
  }
  if (/could not look up effective user ID/i.test(log)) {
    return startError(
      'no-account',
      {
        ja: '今の利用者は番号だけで、名前がありません。Postgres は名前のある利用者でしか動きません。',
        en: `Postgres needs an account with a name:\n${end}`,
      },
      {
        ja: 'コンテナーなら利用者の指定（--user）をやめるか、その番号の利用者を作ってから、やり直してください。',
        en: 'In a container, leave out `--user`, or make an account with that number; then start again.',
      },
    )
  }
  if (/Address already in use/i.test(log)) {
    return startError(
      'port-taken',
      {
        ja: 'ポートが、別のプログラムに使われています。',
        en: `The port is in use by another program:\n${end}`,
      },
      {
        ja: '環境変数 POSTGRES_PORT で別の番号を指定してください。',
        en: 'Choose another port with POSTGRES_PORT.',
      },
    )
  }
  if (/pre-existing shared memory block/i.test(log)) {
    return startError(
      'already-running',
      { ja: '前の Postgres がまだ終わっていません。', en: `An earlier Postgres has not ended yet:\n${end}` },
      { ja: '数秒待ってから、やり直してください。', en: 'Wait a few seconds and start again.' },
    )
  }
  return startError(
    'database-did-not-start',
    { ja: 'データベースを起動できませんでした。', en: `The database did not start:\n${end}` },
    {
      ja: '上の記録を確かめてください。データが不要なら「npm run reset」で新しく始めます。',
      en: 'See the log above. If the data is not needed, `npm run reset` starts anew.',
    },
  )
}
