export const meta = () => [{ title: 'カード受入' }]

export default function Begun() {
  return <h1>カード受入</h1>
}
