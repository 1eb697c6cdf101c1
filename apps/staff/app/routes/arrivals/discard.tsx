export const meta = () => [{ title: '破棄の確認' }]

export default function Begun() {
  return <h1>破棄の確認</h1>
}
