export const meta = () => [{ title: '受入ファイルの内容' }]

export default function Begun() {
  return <h1>受入ファイルの内容</h1>
}
