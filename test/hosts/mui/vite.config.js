import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// React, Material UI and the form are one chunk of a little more than the 500 kB that Vite warns about.
export default defineConfig({ plugins: [react()], build: { chunkSizeWarningLimit: 600 } })
