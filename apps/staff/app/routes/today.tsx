import { Button, Heading } from '@madoguchi/ui'
import { useRouteLoaderData } from '@remix-run/react'
import { useState } from 'react'
import type { loader as root } from '../root.tsx'

export const meta = () => [{ title: '今日' }]
export default function Today() {
  const [n, setN] = useState(0)
  const token = useRouteLoaderData<typeof root>('root')?.formToken
  return (
    <main>
      <Heading level={1}>今日</Heading>
      <form method="post">
        <input type="hidden" name="formToken" value={token} />
        <Button>送る</Button>
      </form>
      <button type="button" onClick={() => setN(n + 1)}>
        {n}
      </button>
    </main>
  )
}
export const action = async ({ request }: { request: Request }) => {
  console.log(await request.text())
  return null
}
