// The page: what is asked for stands behind the # of the address, so that going back, and keeping an address, work.
window.ready = (async function () {
  const about = JSON.parse(document.getElementById('about').textContent)
  const { wording, language, numbering } = about
  const at = id => document.getElementById(id)
  const PAGE = 20, AROUND = 90, MANY = 60, DAY = 86_400_000
  const data = shelf(`data/${about.data}`), words = seeking(about.tables)
  const plural = new Intl.PluralRules(language), figures = new Intl.NumberFormat(language, { numberingSystem: numbering })
  const counted = (forms, count) => forms[plural.select(count)].replace('{count}', figures.format(count))
  const say = text => { at('status').textContent = text }
  let contents, facet, names

  // ------------------------------------------------------------ what is asked for

  function prepareForm() {
    const sections = contents.sections.map((name, number) => [name, number]).filter(([name]) => name)
    for (const [name, number] of sections.sort(([a], [b]) => a.localeCompare(b, language)))
      at('section').append(new Option(name, number))
    for (const name of contents.authors) at('authors').append(new Option(name))
    if (matchMedia('(max-width: 52rem)').matches) document.querySelector('.filters').open = false
    const days = facet.days.filter(day => day !== NEVER)
    if (!days.length) return
    const first = days.reduce((a, b) => Math.min(a, b)), last = days.reduce((a, b) => Math.max(a, b))
    for (const id of ['from', 'to']) Object.assign(at(id), { min: iso(first), max: iso(last) })
    at('span').textContent = wording.span.replace('{from}', worded(first)).replace('{to}', worded(last))
  }
  const FIELDS = ['q', 'section', 'author', 'from', 'to', 'order']
  const calendar = new Intl.DateTimeFormat(wording.days, { dateStyle: 'long', timeZone: 'UTC', numberingSystem: numbering })
  const worded = day => calendar.format(day * DAY)
  const iso = day => new Date(day * DAY).toISOString().slice(0, 10)
  const dayOf = text => Date.parse(`${text}T00:00:00Z`) / DAY

  function asked() {
    const kept = new URLSearchParams(location.hash.slice(1))
    return Object.fromEntries([...FIELDS, 'page'].map(name => [name, kept.get(name) ?? '']))
  }
  function ask(wishes, replace) {
    const kept = new URLSearchParams(Object.entries(wishes).filter(([, value]) => value))
    const hash = `#${kept}`
    if (hash === (location.hash || '#')) return
    if (replace) { history.replaceState(null, '', hash); show(false) } else location.hash = hash
  }
  const typed = () => Object.fromEntries(FIELDS.map(name => [name, at(name).value.trim()]))

  // ------------------------------------------------------------ what is found

  function passes(wishes) {
    const section = wishes.section === '' ? -1 : contents.sections.indexOf(wishes.section)
    const from = wishes.from ? dayOf(wishes.from) : -Infinity, to = wishes.to ? dayOf(wishes.to) : Infinity
    const author = words.sought(wishes.author)
    const meant = author.length && new Set(names.flatMap((keys, number) =>
      author.every(word => keys.some(key => words.fits(word, key))) ? [number] : []))
    const anyDay = !wishes.from && !wishes.to
    return record => (wishes.section === '' || facet.sections[record] === section)
      && (anyDay || facet.days[record] !== NEVER && facet.days[record] >= from && facet.days[record] <= to)
      && (!meant || facet.authors[record].some(number => meant.has(number)))
  }
  async function found(wishes, sought) {
    const near = await find(sought, data, contents, words), passing = passes(wishes), records = []
    for (let record = 0; record < contents.count; record++) if (near[record] && passing(record)) records.push(record)
    if (wishes.order === 'oldest') records.reverse()
    else if (wishes.order !== 'newest' && sought.length) records.sort((a, b) => near[b] - near[a] || a - b)
    return records
  }

  let turn = 0
  async function show(fill) {
    const mine = ++turn, wishes = asked(), sought = words.sought(wishes.q)
    if (fill) for (const name of FIELDS) at(name).value = name === 'section' ? sectionNumber(wishes.section) : wishes[name]
    if (fill && (wishes.section || wishes.author || wishes.from || wishes.to)) document.querySelector('.filters').open = true
    at('results').setAttribute('aria-busy', 'true')
    try {
      const records = await found(wishes, sought)
      const pages = Math.max(Math.ceil(records.length / PAGE), 1), page = Math.min(Math.max(Number(wishes.page) || 1, 1), pages)
      const here = records.slice((page - 1) * PAGE, page * PAGE)
      const items = await Promise.all(here.map(record => item(record, sought)))
      if (mine !== turn) return
      at('results').replaceChildren(...items)
      at('results').start = (page - 1) * PAGE + 1
      turnPages(wishes, page, pages)
      say(records.length ? counted(FIELDS.some(name => name !== 'order' && wishes[name]) ? wording.found : wording.all, records.length)
        : wording.none)
    } catch {
      if (mine === turn) say(wording.missing)
    }
    at('results').removeAttribute('aria-busy')
  }
  const sectionNumber = name => name === '' ? '' : contents.sections.indexOf(name)

  function turnPages(wishes, page, pages) {
    at('pages').hidden = pages === 1
    at('place').textContent = wording.page.replace('{page}', figures.format(page)).replace('{pages}', figures.format(pages))
    for (const [id, other] of [['earlier', page - 1], ['later', page + 1]]) {
      at(id).disabled = other < 1 || other > pages
      at(id).onclick = () => { ask({ ...wishes, page: other > 1 ? String(other) : '' }); at('status').focus(); scrollTo(0, 0) }
    }
  }

  // ------------------------------------------------------------ one result

  async function item(number, sought) {
    const record = (await data.file(`records/${Math.floor(number / contents.leaf)}`))[number % contents.leaf]
    const node = at('result').content.cloneNode(true).firstElementChild
    const part = name => node.querySelector(`.${name}`)
    const put = (name, text) => {
      if (text) part(name).append(...marked(text, sought))
      else part(name).remove()
    }
    node.lang = record.language
    node.dir = record.direction
    const { kicker, deck, edition, changed, place } = record, section = contents.sections[record.section]
    const by = (record.authors ?? []).map(author => contents.authors[author]).join(record.direction === 'rtl' ? '، ' : ', ')
    for (const [name, text] of Object.entries({ section, kicker, deck, edition, changed, by, place })) put(name, text)
    part('when').textContent = record.when ?? ''
    if (record.time) part('when').dateTime = record.time
    else part('when').remove()
    part('headline').append(opening(record, part('text'), marked(record.headline, sought)))
    for (const [name, address] of record.links) {
      const link = Object.assign(document.createElement('a'), { href: address, textContent: name })
      const line = document.createElement('li')
      line.append(link)
      part('links').append(line)
    }
    if (record.length) {
      part('length').textContent = counted(wording.words, record.length)
      part('text').addEventListener('toggle', () => read(part('text'), number, sought), { once: true })
    } else part('text').remove()
    const seen = words.lettersOf([record.headline, section, kicker, deck, edition, by, place].join('\n'))
    const missing = sought.filter(word => !seen.some(letters => words.isSought([word], letters)))
    put('passage', missing.length && record.length ? await passage(number, missing) : '', sought)
    return node
  }
  // The headline leads to the article; where that lies packed in its bag, it opens the text here.
  function opening(record, text, words) {
    const packed = record.length && !record.unpacked, node = document.createElement(packed ? 'button' : 'a')
    node.append(...words)
    if (!packed) return Object.assign(node, { href: record.links[0][1] })
    const say = () => node.setAttribute('aria-expanded', text.open)
    node.type = 'button'
    node.addEventListener('click', () => { text.open = !text.open })
    text.addEventListener('toggle', say)
    say()
    return node
  }
  const textOf = async number => (await data.file(`texts/${Math.floor(number / contents.texts)}`))[number % contents.texts]

  async function read(place, number, sought) {
    for (const paragraph of (await textOf(number)).split(/\n\s*\n/)) {
      const node = document.createElement('p')
      node.append(...marked(paragraph, sought))
      place.append(node)
    }
  }
  // The stretch of the text in which most of the words stand, cut between words.
  async function passage(number, sought) {
    const text = (await textOf(number)).normalize('NFC').replace(/\s+/g, ' ')
    const hits = words.tokens(text).flatMap(({ letters, start, end }) =>
      sought.flatMap(word => words.isSought([word], letters) ? [{ word, start, end }] : []))
    const within = first => new Set(hits.filter(hit => hit.start >= first.start && hit.end < first.start + 2 * AROUND).map(hit => hit.word)).size
    const best = hits.slice(0, MANY).reduce((one, other) => !one || within(other) > within(one) ? other : one, undefined)
    if (!best) return ''
    const start = best.start > AROUND ? text.indexOf(' ', best.start - AROUND) + 1 : 0
    const end = best.end + 2 * AROUND < text.length ? text.lastIndexOf(' ', best.end + 2 * AROUND) : text.length
    const cut = text.slice(Math.min(start, best.start), Math.max(end, best.end))
    const open = cut.lastIndexOf('\u2069') < Math.max(cut.lastIndexOf('\u2066'), cut.lastIndexOf('\u2067')) ? '\u2069' : ''
    return `${start ? '… ' : ''}${cut}${open}${end < text.length ? ' …' : ''}`
  }
  function marked(written, sought) {
    const text = written.normalize('NFC'), parts = []
    let done = 0
    for (const { letters, start, end } of sought.length ? words.tokens(text) : []) {
      if (start < done || !words.isSought(sought, letters)) continue
      const mark = document.createElement('mark')
      mark.textContent = text.slice(start, end)
      parts.push(text.slice(done, start), mark)
      done = end
    }
    return [...parts, text.slice(done)]
  }

  // ------------------------------------------------------------ hands on the keyboard

  let pause
  const wishesTyped = () => {
    const wishes = typed()
    return { ...wishes, section: wishes.section === '' ? '' : contents.sections[Number(wishes.section)] }
  }
  at('form').addEventListener('input', () => {
    clearTimeout(pause)
    pause = setTimeout(() => ask(wishesTyped(), true), 150)
  })
  at('form').addEventListener('submit', event => {
    event.preventDefault()
    clearTimeout(pause)
    ask(wishesTyped())
  })
  at('form').addEventListener('reset', () => setTimeout(() => { ask({}); at('q').focus() }))
  addEventListener('hashchange', () => show(true))
  addEventListener('keydown', event => {
    const writing = event.target.matches?.('input, select, textarea')
    if (event.key === '/' && !writing) { event.preventDefault(); at('q').focus(); at('q').select() }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links = [...document.querySelectorAll('.headline > *')], here = links.indexOf(document.activeElement)
    if (here < 0 && !(event.target === at('q') && event.key === 'ArrowDown')) return
    event.preventDefault()
    const next = here + (event.key === 'ArrowDown' ? 1 : -1)
    if (next < 0) at('q').focus()
    else links[Math.min(next, links.length - 1)]?.focus()
  })

  try {
    contents = await data.file('contents')
  } catch {
    return say(wording.missing)
  }
  facet = facets(contents)
  names = contents.authors.map(name => words.lettersOf(name).flatMap(letters => words.keys(letters).surely))
  prepareForm()
  await show(true)
})()
