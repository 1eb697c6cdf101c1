import { Hono } from 'hono'
import type { Mail, Mails } from './mails.ts'
import { listPage, mailPage, notFoundPage } from './pages.ts'

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
// A mail's own HTML is a stranger's: no script, no forms, no origin, nothing fetched.
const MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** The mailbox's web pages, and the same mails as JSON for tests: GET /api/messages[?to=], DELETE /api/messages. */
export function createMailboxApp(mails: Mails) {
  return new Hono()
    .use(async (c, next) => {
      // A page elsewhere could point its own name at 127.0.0.1 and read the mails (DNS rebinding).
      const host = new URL(`http://${c.req.header('host') ?? ''}`).hostname
      if (!/^(127\.0\.0\.1|localhost|.+\.localhost)$/.test(host)) return c.text('unknown host', 421)
      await next()
      c.header('X-Content-Type-Options', 'nosniff')
      c.header('Cache-Control', 'no-store')
      if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', PAGE_POLICY)
    })
    .get('/', async (c) => c.html(listPage(await mails.list())))
    .get('/messages/:id', async (c) => {
      const mail = await mails.find(c.req.param('id'))
      return mail ? c.html(mailPage(mail)) : c.html(notFoundPage(), 404)
    })
    .get('/messages/:id/html', async (c) => {
      const mail = await mails.find(c.req.param('id'))
      if (!mail?.html) return c.html(notFoundPage(), 404)
      c.header('Content-Security-Policy', MAIL_POLICY)
      return c.html(mail.html)
    })
    .get('/messages/:id/attachments/:index', async (c) => {
      const file = (await mails.find(c.req.param('id')))?.attachments[Number(c.req.param('index'))]
      if (!file) return c.html(notFoundPage(), 404)
      c.header('Content-Type', 'application/octet-stream')
      c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      return c.body(new Uint8Array(file.content))
    })
    .get('/api/messages', async (c) => {
      const to = c.req.query('to')?.toLowerCase()
      const all = await mails.list()
      return c.json({
        messages: all
          .filter((mail) => !to || mail.to.some((address) => address.toLowerCase() === to))
          .map(show),
      })
    })
    .get('/api/messages/:id', async (c) => {
      const mail = await mails.find(c.req.param('id'))
      return mail ? c.json(show(mail)) : c.json({ error: 'not found' }, 404)
    })
    .delete('/api/messages', async (c) => {
      await mails.clear()
      return c.body(null, 204)
    })
}

const show = ({ attachments, ...mail }: Mail) => ({
  ...mail,
  attachments: attachments.map((file) => ({
    name: file.name,
    type: file.type,
    size: file.size,
    content: file.content.toString('base64'),
  })),
})
