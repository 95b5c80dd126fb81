import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  // The elements include React: 740 kB before compression.
  build: { chunkSizeWarningLimit: 800 },
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('backup-storage-') } } })],
})
