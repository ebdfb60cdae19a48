// Words as they are sought: the same as exporter/text/search.py, from the same tables. Tests hold the two to one answer.
function seeking(tables) {
  const HAMZA = 'أ', ALEF = 'ا', LAM = 'ل', TATWEEL = 'ـ', SHORTEST = 2
  const EXACT = 3, ENDING = 2, BEGINNING = 1, NOTHING = 0
  const one = new Map()
  for (const [read, many] of Object.entries(tables.letters)) for (const written of many) one.set(written, read)
  for (const row of Object.values(tables.digits)) [...row].forEach((written, value) => one.set(written, String(value)))
  const pattern = source => new RegExp(`^(?:${source})$`, 'u')
  const [article, forThe, single] = ['article', 'for_the', 'single'].map(name => pattern(tables.proclitics[name]))
  const endings = new Set(['', ...tables.endings.instead.trim().split(/\s+/)])
  const known = new Map()

  function read(char) {
    if (char === TATWEEL || /[\p{Mn}\p{Me}\p{Cf}]/u.test(char)) return ''
    return /[\p{L}\p{N}\p{Mc}]/u.test(char) ? char : ' '
  }
  function folded(char) {
    if (!known.has(char)) {
      let spread = char.normalize('NFKD')
      if (spread[0] === ' ' && spread.length > 1) spread = spread.slice(1)
      known.set(char, [...spread.normalize('NFC')]
        .map(part => one.get(part) ?? [...part.normalize('NFD').toLowerCase()].map(read).join('')).join(''))
    }
    return known.get(char)
  }

  // The words of a text in NFC, each with its place there; a vowel sign belongs to the word that it ends.
  function tokens(text) {
    const found = []
    let at = 0, word = null
    for (const char of text) {
      const end = at + char.length
      for (const letter of folded(char) || (word ? [''] : [])) {
        if (letter === ' ') word = null
        else if (!word) found.push(word = { letters: letter, start: at, end })
        else {
          word.letters += letter
          word.end = end
        }
      }
      at = end
    }
    return found
  }
  const lettersOf = text => tokens(text.normalize('NFC')).map(word => word.letters)
  const plain = letters => letters.replaceAll(HAMZA, ALEF)

  // What a written word is found under.
  function keys(letters) {
    const whole = plain(letters)
    let found = article.exec(letters)
    if (found) return { surely: [plain(found[2])], perhaps: found[1] ? [whole] : [] }
    if ((found = forThe.exec(letters))) return { surely: [plain(found[1])], perhaps: [LAM + plain(found[1])] }
    if ((found = single.exec(whole))) {
      const rests = [...new Set([found[2] + found[3], found[3]])].filter(rest => rest !== whole)
      return { surely: [whole], perhaps: rests }
    }
    return { surely: [whole], perhaps: [] }
  }

  function withoutEnding(form) {
    for (const [ending, left] of Object.entries(tables.taken_off))
      if (form.endsWith(ending) && [...form].length - [...ending].length >= left) return form.slice(0, -ending.length)
    return ''
  }
  function soughtWord(letters) {
    const whole = plain(letters), forms = new Map([[whole, [...whole].length >= SHORTEST]])
    let found = forThe.exec(whole)
    if (found) forms.set(found[1], true).set(LAM + found[1], true)
    else if ((found = article.exec(whole))) forms.set(found[2], article.test(letters))
    return { forms: [...forms], roots: [...new Set([...forms.keys()].map(withoutEnding).filter(Boolean))] }
  }
  // The words that somebody seeks; all of them are meant, in any order.
  const sought = text => [...new Set(lettersOf(text))].map(soughtWord)

  // How well a key fits a word that is sought: the word itself, another ending, the beginning of a longer word, nothing.
  function fits(word, key) {
    if (word.forms.some(([form]) => form === key)) return EXACT
    if (word.roots.some(root => key.startsWith(root) && endings.has(key.slice(root.length)))) return ENDING
    if (word.forms.some(([form, longer]) => longer && key.startsWith(form))) return BEGINNING
    return NOTHING
  }
  // Whether a word of a text is one that somebody seeks.
  const isSought = (words, letters) => {
    const { surely, perhaps } = keys(letters)
    return words.some(word => [...surely, ...perhaps].some(key => fits(word, key)))
  }
  return { tokens, lettersOf, keys, sought, fits, isSought }
}
