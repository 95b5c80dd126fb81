const main = document.querySelector('main')

function show(tag, attributes) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  main.querySelector('h1 + *').replaceWith(element)
  return element
}

function route() {
  const place = location.hash.slice(1)
  const [namespace, name] = place.split('/')
  if (place === '') {
    const list = show('backup-storage-list', { 'base-url': '/k8s', 'create-href': '#create' })
    list.hrefFor = (reference) =>
      reference.kind === 'BackupStorage' ? `#${reference.namespace}/${reference.name}` : undefined
  } else if (place === 'create') {
    const wizard = show('backup-storage-wizard', { 'base-url': '/k8s', 'can-cancel': '' })
    for (const end of ['done', 'cancel']) wizard.addEventListener(end, () => (location.hash = ''))
  } else {
    show('backup-storage-detail', { 'base-url': '/k8s', namespace, name })
  }
}

addEventListener('hashchange', route)
route()
