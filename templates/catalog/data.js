// The catalogue's data: scripts that are loaded when they are needed, and what is found in them.
// exporter/archive/catalog/scripts.py and shards.py write them.
const waiting = new Map()
function catalog(name, value) { waiting.get(name)?.(value) }

function shelf(folder) {
  const KEPT = 300   // files that stay in memory
  const files = new Map()
  function file(name) {
    if (!files.has(name)) {
      files.set(name, new Promise((done, failed) => {
        const script = document.createElement('script')
        waiting.set(name, done)
        script.src = `${folder}/${name}.js`
        script.onload = () => { waiting.delete(name); script.remove(); failed(new Error(name)) }
        script.onerror = () => { waiting.delete(name); script.remove(); files.delete(name); failed(new Error(name)) }
        document.head.append(script)
      }))
      if (files.size > KEPT) files.delete(files.keys().next().value)
    }
    return files.get(name)
  }
  return { file }
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const FIVE = new Uint8Array(128)
for (let value = 0; value < 64; value++) FIVE[SIGNS.charCodeAt(value)] = value

// Numbers of five bits a sign, the lowest first; the sixth bit says that more follow.
function numbers(signs) {
  const found = []
  let value = 0, shift = 0
  for (let at = 0; at < signs.length; at++) {
    const bits = FIVE[signs.charCodeAt(at)]
    value += (bits & 31) * 2 ** shift
    if (bits & 32) shift += 5
    else { found.push(value); value = shift = 0 }
  }
  return found
}
const NEVER = -(2 ** 20)   // the day of what was not published
const signed = value => value % 2 ? -(value + 1) / 2 : value / 2

// The facets of every record, from the contents: its day, its section, its authors.
function facets(contents) {
  let last = 0, record = 0
  const days = Int32Array.from(numbers(contents.days), value => (last += signed(value)))
  const sections = numbers(contents.inSection), by = numbers(contents.by), authors = []
  for (let at = 0; record < contents.count; record++) {
    authors.push(by.slice(at + 1, at + 1 + by[at]))
    at += 1 + by[at]
  }
  return { days, sections, authors }
}

// By code points, as SQLite puts the keys in order; JavaScript itself compares by halves of surrogate pairs.
function before(one, other) {
  const [a, b] = [[...one], [...other]]
  for (let at = 0; at < a.length && at < b.length; at++)
    if (a[at] !== b[at]) return a[at].codePointAt(0) < b[at].codePointAt(0)
  return a.length < b.length
}

// For every record how near it is to the words that are sought; 0 where a word is missing.
async function find(words, { file }, contents, { fits }) {
  const FIELDS = [16, 6, 2, 0.25]   // headline, lead, body, loose
  const total = new Float32Array(contents.count).fill(words.length ? 0 : 1)
  for (const [place, word] of words.entries()) {
    const near = new Float32Array(contents.count)
    for (const shard of await Promise.all(shardsOf(word, contents.shards).map(number => file(`words/${number}`))))
      for (const line of shard.split('\n')) {
        const [key, ...fields] = line.split('|'), grade = fits(word, key)
        if (grade) fields.forEach((signs, field) => {
          let record = 0
          for (const step of numbers(signs)) {
            record += step
            near[record] = Math.max(near[record], FIELDS[field] * grade)
          }
        })
      }
    for (let record = 0; record < total.length; record++)
      total[record] = near[record] && (!place || total[record]) ? total[record] + near[record] : 0
  }
  return total
}

// The numbers of the shards that can hold what a word is found under.
function shardsOf(word, firsts) {
  const wanted = new Set()
  for (const beginning of [...word.roots, ...word.forms.map(([form]) => form)]) {
    let low = 0, high = firsts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (before(beginning, firsts[middle])) high = middle
      else low = middle + 1
    }
    for (let shard = Math.max(low - 1, 0); shard < firsts.length; shard++) {
      if (shard >= low && !firsts[shard].startsWith(beginning)) break
      wanted.add(shard)
    }
  }
  return [...wanted]
}
