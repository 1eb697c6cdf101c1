/** Drawn as one path: no image to load, sharp on paper. Four modules of quiet around it. */
export function CheckInPicture({ code, label }: { code: { size: number; path: string }; label: string }) {
  return (
    <svg
      className="check-in-code"
      role="img"
      aria-label={label}
      viewBox={`-4 -4 ${code.size + 8} ${code.size + 8}`}
      shapeRendering="crispEdges"
    >
      <rect x="-4" y="-4" width={code.size + 8} height={code.size + 8} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  )
}
