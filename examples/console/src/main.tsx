import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import 'backupstorage-forms/styles.css'
import './console.css'
import { App } from './App.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
