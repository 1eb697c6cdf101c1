export const meta = () => [{ title: '行の修正' }]

export default function Begun() {
  return <h1>行の修正</h1>
}
