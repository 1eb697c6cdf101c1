/**
 * A page of the kiosk gives way to its first when nobody has touched it for a while: whoever comes next finds nothing of the one
 * before. Each touch gives more time. Without a script the page goes by itself (`goesOn`).
 */
export function goHome() {
  const link = document.querySelector<HTMLAnchorElement>('a[data-home-after]')
  if (!link) return
  let touched = Date.now()
  for (const event of ['pointerdown', 'keydown'])
    addEventListener(event, () => {
      touched = Date.now()
    })
  setInterval(() => {
    if (Date.now() - touched > Number(link.dataset.homeAfter) * 1000) location.assign(link.href)
  }, 1000)
}
