import { connect, createServer, type Socket } from 'node:net'

export type MailWire = Awaited<ReturnType<typeof openMailWire>>

/** A wire to a mail server on which the server's answers can be held back: from the start, or once it has a mail. */
export async function openMailWire(smtpUrl: string) {
  const target = new URL(smtpUrl)
  const open = new Set<Socket>()
  let silent: 'never' | 'from the start' | 'once it has a mail' = 'never'
  let [connections, mails] = [0, 0]

  const server = createServer((near) => {
    connections++
    let hasMail = false
    const far = connect(Number(target.port), target.hostname)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (bytes) => {
      if (bytes.includes('\r\n.\r\n')) {
        hasMail = true
        mails++
      }
      far.write(bytes)
    })
    far.on('data', (bytes) => {
      if (silent === 'from the start' || (silent === 'once it has a mail' && hasMail)) return
      near.write(bytes)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

  return {
    url: `smtp://127.0.0.1:${(server.address() as { port: number }).port}`,
    silence(when: typeof silent) {
      silent = when
    },
    connections: () => connections,
    mails: () => mails,
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}
