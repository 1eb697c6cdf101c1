import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync } from 'node:fs'
import { connect, createServer } from 'node:net'

/**
 * Keeps two starts out of one folder. The lock is a socket in the kernel's own name space (Linux), not a file: two
 * starts can never both have it, and it is gone with its process, however that ended. Throws a sentence that names the
 * holder and the way out.
 */
export async function lockFolder(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const name = `\0madoguchi-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`
  if (await hold(name)) return
  const holder = await askHolder(name)
  throw new Error(
    `すでに起動しています（プロセス番号 ${holder || '不明'}）。その画面で Ctrl-C を押して終えるか、そのままお使いください。`,
  )
}

/** Whoever asks is told our process number. */
const hold = (name: string) =>
  new Promise<boolean>((settle, fail) => {
    const server = createServer((asking) => asking.on('error', () => {}).end(String(process.pid)))
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? settle(false) : fail(error),
    )
    server.listen(name, () => settle(true))
    server.unref()
  })

const askHolder = (name: string) =>
  new Promise<string>((settle) => {
    let said = ''
    const socket = connect(name)
    socket.setTimeout(1000, () => socket.destroy())
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => settle(said))
  })
