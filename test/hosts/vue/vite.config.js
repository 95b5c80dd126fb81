import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  // The elements contain React and all of their views: 740 kB uncompressed.
  build: { chunkSizeWarningLimit: 800 },
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('backup-storage-') } } })],
})
