import type { ComponentProps } from 'react'

/** 通知はない: a place where a letter would lie, and a person who asks. */
export function NoLetter(props: ComponentProps<'svg'>) {
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
      <rect
        x="10"
        y="30"
        width="56"
        height="38"
        rx="3"
        fill="none"
        stroke="#767676"
        strokeWidth="2"
        strokeDasharray="5 4"
      />
      <path d="M12 33l26 16 26-16" fill="none" stroke="#767676" strokeWidth="2" strokeDasharray="5 4" />
      <circle cx="69" cy="60" r="19" fill="#fff" stroke="#4d4d4d" strokeWidth="2" />
      <path
        d="M63 55a6 6 0 1 1 9 5c-2 1.2-3 2.3-3 4.5"
        fill="none"
        stroke="#333"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <circle cx="69" cy="70.5" r="2" fill="#333" />
    </svg>
  )
}
