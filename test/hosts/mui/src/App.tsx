import { Suspense, lazy, useState } from 'react'

const CreateStorage = lazy(async () => ({ default: (await import('./CreateStorage')).CreateStorage }))

export function App() {
  const [done, setDone] = useState(false)
  return (
    <main>
      {done ? (
        <h1>Done</h1>
      ) : (
        <Suspense fallback="Loading">
          <CreateStorage onDone={() => setDone(true)} />
        </Suspense>
      )}
    </main>
  )
}
