import type { ComponentProps } from 'react'

/** はがき: an official postcard in its upright shape, with stamp, seven boxes for the postal code, and lines. */
export function Postcard(props: ComponentProps<'svg'>) {
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
      <rect x="22" y="8" width="52" height="80" rx="3" fill="#fff" stroke="#4d4d4d" strokeWidth="2" />
      <rect x="28" y="14" width="11" height="14" rx="1" fill="#c2e5d1" stroke="#197a4b" strokeWidth="1.5" />
      <path
        d="M45 15h4v6h-4zm6 0h4v6h-4zm6 0h4v6h-4zm6 0h4v6h-4z"
        fill="none"
        stroke="#ce0000"
        strokeWidth="1.2"
      />
      <path d="M63 30v28M55 30v22" stroke="#999" strokeWidth="3" strokeLinecap="round" />
      <path d="M43 34v38" stroke="#333" strokeWidth="4" strokeLinecap="round" />
      <path d="M31 58v20" stroke="#999" strokeWidth="3" strokeLinecap="round" />
    </svg>
  )
}
