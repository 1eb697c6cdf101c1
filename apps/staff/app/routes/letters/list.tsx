export const meta = () => [{ title: '案内の印刷' }]

export default function Begun() {
  return <h1>案内の印刷</h1>
}
