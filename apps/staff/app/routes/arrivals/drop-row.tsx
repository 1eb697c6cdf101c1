export const meta = () => [{ title: '行の取り下げ' }]

export default function Begun() {
  return <h1>行の取り下げ</h1>
}
