import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

/** Asks again every so many milliseconds while somebody looks; what has focus or is being typed stays as it is. */
export function useFreshPage(every: number) {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && state === 'idle') revalidate()
    }, every)
    return () => clearInterval(timer)
  }, [revalidate, state, every])
}
