export const meta = () => [{ title: '案内' }]

export default function Begun() {
  return <h1>案内</h1>
}
