// Opens a catalogue's page from file:// in headless Chromium, does what a reader does, and prints as JSON what it shows.
//   node catalogue.mjs page.html '[["type", "q", "words"], ["select", "section", "label"], ["fill", "from", "2026-03-01"],
//     ["press", "ArrowDown"], ["click", "#later"], ["look", 1280, 900, "light", "picture.png"], ["see"]]'
// Each `see` adds what is seen by then; every address that was asked for and every fault stands at the end.
import { pathToFileURL } from 'node:url'
import puppeteer from 'puppeteer-core'

const [file, script] = process.argv.slice(2)
const browser = await puppeteer.launch({
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
  defaultViewport: { width: 1280, height: 1000 },
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const asked = [], faults = [], seen = []

// What a reader sees and what a screen reader says; runs inside Chromium.
function see() {
  const texts = (node, selector) => [...node.querySelectorAll(selector)].map(one => one.textContent.trim().replace(/[\u2066-\u2069]/g, ''))
  const light = colour => colour.match(/[\d.]+/g).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0)
  const ground = node => !node ? 'rgb(255, 255, 255)' : getComputedStyle(node).backgroundColor === 'rgba(0, 0, 0, 0)'
    ? ground(node.parentElement) : getComputedStyle(node).backgroundColor
  const faint = []
  for (const node of document.body.querySelectorAll('*')) {
    const own = [...node.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim())
    if (!own || !node.checkVisibility() || node.disabled) continue
    const [one, other] = [getComputedStyle(node).color, ground(node)].map(light)
    if ((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) < 4.5) faint.push(node.textContent.trim().slice(0, 40))
  }
  return {
    direction: getComputedStyle(document.body).direction,
    status: document.getElementById('status').textContent,
    title: document.title,
    hash: decodeURIComponent(location.hash),
    results: [...document.querySelectorAll('#results > li')].map(item => ({
      headline: texts(item, '.headline')[0], kicker: texts(item, '.kicker')[0] ?? '', marks: texts(item, 'mark'), when: texts(item, '.when')[0] ?? '',
      passage: texts(item, '.passage')[0] ?? '', deck: texts(item, '.deck')[0] ?? '', by: texts(item, '.by')[0] ?? '',
      section: texts(item, '.section')[0] ?? '', read: texts(item, 'details.text > p'),
      links: [...item.querySelectorAll('.links a')].map(link => [link.textContent, link.href]),
      href: item.querySelector('.headline > *').href ?? '', direction: item.dir, language: item.lang,
    })),
    place: document.getElementById('pages').hidden ? '' : document.getElementById('place').textContent,
    focus: document.activeElement.id || document.activeElement.textContent.trim().slice(0, 80),
    fonts: [...document.fonts].filter(font => font.status === 'loaded').map(font => font.family),
    sideways: document.documentElement.scrollWidth > innerWidth,
    faint,
  }
}

try {
  const page = await browser.newPage()
  page.on('request', request => request.url().startsWith('data:') || asked.push(request.url()))
  page.on('pageerror', error => faults.push(String(error)))
  page.on('console', message => message.type() === 'error' && faults.push(message.text()))
  page.on('requestfailed', request => faults.push(`failed ${request.url()}`))
  await page.goto(pathToFileURL(file).href)
  const settled = () => page.evaluate(async () => {
    await window.ready
    await new Promise(done => setTimeout(done, 200))   // longer than the pause after which typing is a search
    while (document.querySelector('[aria-busy]')) await new Promise(done => setTimeout(done, 10))
    await document.fonts.ready
  })
  await settled()
  const acts = {
    type: async (id, text) => { await page.$eval(`#${id}`, node => node.select()); await page.type(`#${id}`, text) },
    select: (id, label) => page.evaluate((id, label) => {
      const field = document.getElementById(id)
      field.value = [...field.options].find(option => option.label === label).value
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }, id, label),
    fill: (id, text) => page.evaluate((id, text) => {
      const field = document.getElementById(id)
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }, id, text),
    press: key => page.keyboard.press(key),
    click: selector => page.click(selector),
    reload: () => page.reload(),
    back: () => page.goBack({ timeout: 1000 }).catch(() => null),
    look: async (width, height, scheme, picture) => {
      await page.setViewport({ width, height })
      // In one call: puppeteer's own two undo each other.
      const features = [{ name: 'prefers-color-scheme', value: scheme === 'dark' ? 'dark' : 'light' }]
      await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { media: scheme === 'print' ? 'print' : 'screen', features })
      if (picture) await page.screenshot({ path: picture })
    },
    see: async () => { seen.push(await page.evaluate(see)) },
    // The numbers of all records that the page's own scripts find.
    find: async text => {
      seen.push(await page.evaluate(async text => {
        const about = JSON.parse(document.getElementById('about').textContent)
        const words = seeking(about.tables), data = shelf(`data/${about.data}`), contents = await data.file('contents')
        const near = await find(words.sought(text), data, contents, words)
        return [...near.keys()].filter(record => near[record])
      }, text))
    },
    // How long the page takes to answer, in milliseconds.
    time: async text => {
      seen.push(await page.evaluate(async text => {
        const start = performance.now(), shown = document.getElementById('results')
        location.hash = new URLSearchParams({ q: text })
        await new Promise(done => new MutationObserver((_, observer) => {
          if (shown.hasAttribute('aria-busy')) return
          observer.disconnect()
          done()
        }).observe(shown, { attributeFilter: ['aria-busy'] }))
        return Math.round(performance.now() - start)
      }, text))
    },
  }
  for (const [act, ...words] of JSON.parse(script)) {
    await acts[act](...words).catch(fault => { throw new Error(`${act} ${words}: ${fault}`) })
    await settled()
  }
} finally {
  await browser.close()
}
console.log(JSON.stringify({ seen, asked, faults }))
