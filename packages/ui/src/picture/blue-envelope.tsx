import type { ComponentProps } from 'react'

/** 青い封筒: the long blue envelope of the expiry notice, with its window. */
export function BlueEnvelope(props: ComponentProps<'svg'>) {
  return (
    <svg
      className="picture"
      viewBox="0 0 96 96"
      width="96"
      height="96"
      aria-hidden="true"
      focusable="false"
      {...props}
    >
      <rect x="6" y="24" width="84" height="48" rx="3" fill="#97d3ff" stroke="#00428c" strokeWidth="2" />
      <path d="M7 26l41 17 41-17" fill="#c0e4ff" stroke="#00428c" strokeWidth="2" strokeLinejoin="round" />
      <rect x="14" y="48" width="40" height="17" rx="2" fill="#fff" stroke="#00428c" strokeWidth="1.5" />
      <path d="M19 53h20M19 57h28M19 61h16" stroke="#666" strokeWidth="1.8" strokeLinecap="round" />
      <path d="M66 60h16" stroke="#00428c" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  )
}
