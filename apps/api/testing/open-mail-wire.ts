import { connect, createServer, type Socket } from 'node:net'

export type MailWire = Awaited<ReturnType<typeof openMailWire>>

const END = '\r\n.\r\n'

/** A wire to a mail server on which the server's answers can be held back: from the start, or once it has a mail. */
export async function openMailWire(smtpUrl: string) {
  const target = new URL(smtpUrl)
  const open = new Set<Socket>()
  let silent: 'never' | 'from the start' | 'once it has a mail' = 'never'
  let [connections, mails, unheard] = [0, 0, 0]

  // A wire that holds small packets back would cost each mail some 40 ms more than the mail server does.
  const server = createServer({ noDelay: true }, (near) => {
    connections++
    let hasMail = false
    let tail = Buffer.alloc(0)
    const far = connect({ port: Number(target.port), host: target.hostname, noDelay: true })
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (bytes) => {
      // The mark of a mail's end may come in two pieces.
      const heard = Buffer.concat([tail, bytes])
      tail = heard.subarray(-(END.length - 1))
      if (heard.includes(END)) {
        hasMail = true
        mails++
      }
      far.write(bytes)
    })
    far.on('data', (bytes) => {
      if (silent === 'from the start') return
      if (silent === 'once it has a mail' && hasMail) {
        unheard++
        return
      }
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
    /** Mails that the server has taken, and whose sender was never told. */
    unheard: () => unheard,
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}
