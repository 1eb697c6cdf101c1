export const meta = () => [{ title: '取り込みの確認' }]

export default function Begun() {
  return <h1>取り込みの確認</h1>
}
