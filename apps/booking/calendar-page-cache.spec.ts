import type { LaneCalendar } from '@madoguchi/core/availability'
import { describe, expect, it, vi } from 'vitest'
import { openPageCache } from './calendar-page-cache.ts'

const aCalendar = () => ({ lane: 'pickup' }) as LaneCalendar

describe('a page made from a calendar', () => {
  it('is made once for all who ask at once', async () => {
    const cached = openPageCache()
    const calendar = aCalendar()
    const make = vi.fn(async () => 'page')
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => cached(calendar, 'ja /availability', make)),
    )
    expect(new Set(answers)).toEqual(new Set(['page']))
    expect(make).toHaveBeenCalledTimes(1)
  })

  it('is made anew for another language or address, and for a newer calendar', async () => {
    const cached = openPageCache()
    const calendar = aCalendar()
    const make = vi.fn(async () => 'page')
    await cached(calendar, 'ja /availability', make)
    await cached(calendar, 'en /availability', make)
    await cached(calendar, 'ja /availability?venue=x', make)
    await cached(aCalendar(), 'ja /availability', make)
    expect(make).toHaveBeenCalledTimes(4)
  })

  it('that could not be made is tried again by the next who asks', async () => {
    const cached = openPageCache()
    const calendar = aCalendar()
    await expect(cached(calendar, 'ja', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
    expect(await cached(calendar, 'ja', async () => 'page')).toBe('page')
  })
})
