export const meta = () => [{ title: '印刷に失敗した案内の再発行' }]

export default function Begun() {
  return <h1>印刷に失敗した案内の再発行</h1>
}
