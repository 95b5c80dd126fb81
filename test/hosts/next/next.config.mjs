/** @type {import('next').NextConfig} */
export default {
  rewrites: async () => [{ source: '/k8s/:path*', destination: `${process.env.KUBERNETES_API}/:path*` }],
}
