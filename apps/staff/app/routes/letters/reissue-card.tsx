export const meta = () => [{ title: '照会番号の再発行' }]

export default function Begun() {
  return <h1>照会番号の再発行</h1>
}
