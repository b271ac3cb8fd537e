// What the browser keeps: what was begun and what isn't sent yet, of each tab by itself, so that two tabs of one
// browser never write over each other.
const GONE = 90_000, BEAT = 5000  // ms without a sign of life until a tab counts as gone (hidden ones tick once a minute); between two signs

function store(name, value) {
  try { value ? localStorage.setItem('shiensys/' + name, value) : localStorage.removeItem('shiensys/' + name) } catch { /* full, or forbidden */ }
}
function stored(name) { try { return localStorage.getItem('shiensys/' + name) || '' } catch { return '' } }
function storedUnder(start) {  // what follows ``start`` in the names of all that is kept
  try { return Object.keys(localStorage).filter(name => name.startsWith('shiensys/' + start)).map(name => name.slice(9 + start.length)) } catch { return [] }
}
function unpacked(text, otherwise) { try { return JSON.parse(text) || otherwise } catch { return otherwise } }
function fresh() {  // ids in order of time: options stand as they were made
  const some = [...crypto.getRandomValues(new Uint8Array(10))]
  return Date.now().toString(16).padStart(12, '0') + some.map(each => each.toString(16).padStart(2, '0')).join('')
}

function writer() {  // this tab: the same after it is loaded anew, another one where a tab was doubled
  if (window.shiensysTab) return window.shiensysTab
  let own = ''
  try { own = sessionStorage.getItem('shiensys/tab') || '' } catch { /* forbidden */ }
  if (!own || lives(own)) own = fresh()
  try { sessionStorage.setItem('shiensys/tab', own) } catch { /* forbidden */ }
  window.shiensysTab = own
  const beat = () => store('alive/' + own, String(Date.now()))
  storedUnder('alive/').filter(tab => !lives(tab)).forEach(tab => store('alive/' + tab, ''))
  addEventListener('pagehide', () => store('alive/' + own, ''))
  addEventListener('pageshow', beat)
  setInterval(beat, BEAT)
  beat()
  return own
}
function lives(tab) { return Date.now() - Number(stored('alive/' + tab)) < GONE }

function keep(own) {
  store(own.place + '/draft/' + writer(), own.box.value && JSON.stringify({ text: own.box.value, at: Date.now() }))
}
function keepOut(own) {
  const { notes, changes } = own.out
  store(own.place + '/out/' + writer(), notes.length + changes.length ? JSON.stringify({ notes, changes }) : '')
}

function draftOf(place, tab) { return unpacked(stored(place + '/draft/' + tab), {}).text || '' }
function leftDrafts(place) {  // begun in tabs that are gone, the newest first
  return storedUnder(place + '/draft/').filter(tab => tab !== writer() && !lives(tab))
    .map(tab => ({ writer: tab, ...unpacked(stored(place + '/draft/' + tab), {}) }))
    .filter(each => each.text).sort((one, other) => other.at - one.at)
    .map(each => ({ ...each, time: new Date(each.at).toTimeString().slice(0, 5) }))
}
function takeOut(place) {  // what this tab and those that are gone didn't get rid of: each piece is kept once, whoever sends it
  const out = { notes: [], changes: [] }
  for (const tab of storedUnder(place + '/out/').filter(each => each === writer() || !lives(each))) {
    const left = unpacked(stored(place + '/out/' + tab), {})
    out.notes.push(...left.notes || [])
    out.changes.push(...left.changes || [])
    if (tab !== writer()) store(place + '/out/' + tab, '')
  }
  return out
}
