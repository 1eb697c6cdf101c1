import { Outlet } from '@remix-run/react'

export default function SignIn() {
  return <Outlet />
}
