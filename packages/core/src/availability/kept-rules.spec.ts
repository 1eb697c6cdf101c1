import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { leftOver } from './kept-rules.ts'

const slot = (limits: number[], taken = [0, 0, 0], capacity = 6) => {
  const [web = 0, telephone = 0, counter = 0] = limits
  const [byWeb = 0, byTelephone = 0, byCounter = 0] = taken
  return leftOver({
    capacity,
    limits: { web, telephone, counter },
    taken: { web: byWeb, telephone: byTelephone, counter: byCounter },
  })
}
const kept = (...asked: Parameters<typeof slot>) =>
  slot(...asked).kept.map(({ channels, places }) => `${channels.join('+')} ${places}`)

describe(`枠にまだあるのは、だれのため ${req('2.B.1')}`, () => {
  it('方法ごとに分けた枠は、ウェブのためと、電話・窓口のため', () => {
    expect(kept([3, 2, 1])).toEqual(['web 3', 'telephone+counter 3'])
    expect(kept([3, 2, 1], [3, 1, 1])).toEqual(['telephone 1'])
    expect(slot([3, 2, 1], [3, 1, 0])).toMatchObject({ free: 2, left: { web: 0, telephone: 1, counter: 1 } })
  })

  it('上限の重なる枠は、ウェブの上限を超える分が電話・窓口のため', () => {
    expect(kept([5, 2, 6])).toEqual(['telephone+counter 1'])
    expect(kept([5, 2, 6], [5, 0, 0])).toEqual(['telephone+counter 1'])
    expect(kept([5, 2, 6], [4, 2, 0])).toEqual([])
  })

  it('開放された枠と満員の枠に、残しているものはない', () => {
    expect(kept([6, 6, 6])).toEqual([])
    expect(kept([3, 2, 1], [3, 2, 1])).toEqual([])
  })

  it('まだ開いていない分は、だれのためでもない', () => {
    expect(slot([3, 1, 1])).toMatchObject({ free: 6, unopened: 1 })
    expect(kept([3, 1, 1])).toEqual(['web 3', 'telephone+counter 2'])
    expect(slot([5, 2, 6])).toMatchObject({ unopened: 0 })
  })
})
