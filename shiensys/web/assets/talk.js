// What is said at a meeting, as everybody sees it, and the box in which one writes.
// Nothing that somebody typed is lost: it lies in the browser's own store until the server has told that it kept it.
const PAUSE = 1000, LONGEST = 5000, AGAIN = 4000, TICK = 1000  // ms after the last key; while typing on; until sent again; between looks

export default function (component) {
  const root = component.parentElement.querySelector('.talk') || component.parentElement
  const talk = root.talk || (root.talk = begin(root))
  talk.take(component)
  return () => { if (!root.isConnected) talk.leave() }
}

function begin(root) {
  const own = { root, place: '', sent: '', sentAt: 0, typedAt: 0, open: new Map(), drops: [], past: new Set(), gone: new Set(), said: '', out: { notes: [], changes: [], hands: [] } }
  own.part = name => root.querySelector('.talk-' + name)
  own.box = root.querySelector('textarea')
  own.take = component => take(own, component)
  own.leave = () => { clearInterval(own.timer); document.removeEventListener('keydown', own.turn) }
  own.turn = event => turn(event)
  own.timer = setInterval(() => look(own), TICK)
  document.addEventListener('keydown', own.turn)
  own.box.addEventListener('input', () => { own.typedAt ||= Date.now(); own.keyAt = Date.now(); keep(own); weigh(own) })
  own.box.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) send(own)
  })
  own.part('send').addEventListener('click', () => send(own))
  own.part('seat').addEventListener('input', () => { store('seat', own.part('seat').value) })
  own.part('add').addEventListener('click', () => addOption(own))
  own.part('option').addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.isComposing) addOption(own)
  })
  own.part('all').addEventListener('click', () => { own.all = true; tell(own) })
  return own
}

// -- what comes and goes

function take(own, component) {
  own.component = component
  own.data = component.data
  if (own.place !== own.data.place) settle(own)
  const done = new Set([...own.data.done, ...own.data.notes.map(each => each.id)])
  const waits = each => !done.has(each.id), refused = own.data.refused
  own.said = own.out.hands.map(each => refused[each.id]).find(Boolean) || own.said
  const hands = own.out.hands.filter(each => waits(each) && !refused[each.id])  // what can't be counted isn't sent again
  own.out = { notes: own.out.notes.filter(waits), changes: own.out.changes.filter(waits), hands }
  keepOut(own)
  draw(own)
}

function settle(own) {  // another question, or the page has opened: take up what was left
  if (own.place) keep(own)
  own.place = own.data.place
  own.sent = ''
  own.all = false
  own.past.clear()
  own.said = ''
  const mine = (own.data.drafts.find(each => each.writer === writer()) || {}).text || ''
  own.box.value = draftOf(own.place, writer()) || mine
  const left = leftDrafts(own.place)
  if (!own.box.value && left.length === 1) use(own, left[0])  // several are shown, and whoever wrote them chooses
  own.part('seat').value = stored('seat')
  own.restored = own.box.value !== ''
  own.out = { hands: [], ...takeOut(own.place) }
  weigh(own)
  if (own.out.notes.length + own.out.changes.length) tell(own)
}

function look(own) {  // once a second: a draft goes out a second after the last key; what isn't kept yet goes out again
  if (!own.data || !own.root.isConnected) return
  const now = Date.now(), waiting = own.out.notes.length + own.out.changes.length + own.out.hands.length
  const draft = own.keyAt && (now - own.keyAt >= PAUSE || now - own.typedAt >= LONGEST)
  if (draft || (waiting && now - own.sentAt >= AGAIN)) tell(own)
}

function tell(own) {
  if (!own.data.may) return
  own.keyAt = own.typedAt = 0
  own.sentAt = Date.now()
  const draft = own.box.value.length <= own.data.most ? own.box.value : null  // what is too long stays in the browser
  const sent = { writer: writer(), all: !!own.all, draft, drops: own.drops, past: [...own.past], ...own.out, again: own.sentAt }
  const same = JSON.stringify({ ...sent, again: 0 })
  if (same === own.sent && !own.out.notes.length && !own.out.changes.length && !own.out.hands.length) return
  own.sent = same
  own.drops = []
  own.component.setStateValue('sent', sent)
}

function send(own) {
  const text = own.box.value.trim()
  if (!text || text.length > own.data.most || !own.data.may) { weigh(own); return }
  own.out.notes.push({ id: fresh(), text, author: own.part('seat').value.trim() })
  keepOut(own)
  own.box.value = ''
  own.restored = false
  keep(own)
  weigh(own)
  tell(own)
  draw(own)
  own.box.focus()
}

function change(own, note, text, revision, remove = false) {
  own.out.changes = own.out.changes.filter(each => each.note !== note)
  own.out.changes.push({ id: fresh(), note, revision, text, remove })
  own.open.delete(note)
  keepOut(own)
  tell(own)
  draw(own)
}

function raise(own, hand) {
  own.said = ''
  own.out.hands.push({ id: fresh(), ...hand })
  tell(own)
  draw(own)
}

function addOption(own) {
  const field = own.part('option'), option = field.value.trim()
  if (!option) return
  raise(own, { option })
  field.value = ''
}

function turn(event) {  // arrows go on and back, where nobody writes
  const way = { ArrowRight: 'next', PageDown: 'next', ArrowLeft: 'back', PageUp: 'back' }[event.key]
  const at = event.composedPath()[0]
  if (!way || event.altKey || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName || '')) return
  const button = document.querySelector('.st-key-projector-' + way + ' button')
  if (button && !button.disabled) { event.preventDefault(); button.click() }
}

// -- what is seen: only what changed is touched

function element(tag, css, text) {
  const made = document.createElement(tag)
  if (css) made.className = css
  if (text !== undefined) made.textContent = text
  return made
}
function button(text, css, action) {
  const made = element('button', css, text)
  made.type = 'button'
  made.addEventListener('click', action)
  return made
}
function put(part, text) { if (part.textContent !== text) part.textContent = text; part.hidden = !text }

function draw(own) {
  const { data, root } = own, words = data.words
  root.dataset.look = data.look
  own.part('write').hidden = !data.may || data.look === 'projector'
  own.part('label').textContent = words.write
  own.part('send').textContent = words.send
  own.part('seat-label').textContent = words.seat
  own.part('heading').textContent = words.heading
  own.part('hands-heading').textContent = words.hands
  own.part('decided-heading').textContent = words.decided
  own.part('add').textContent = words.add
  own.part('option').placeholder = words.option
  own.part('option').setAttribute('aria-label', words.option)
  own.part('vote').hidden = !data.may || data.look === 'projector'
  put(own.part('trouble'), data.trouble || own.said)
  put(own.part('none'), data.notes.length + own.out.notes.length ? '' : words.none)
  put(own.part('all'), data.earlier ? words.all : '')
  put(own.part('restored'), own.restored && own.box.value ? words.restored : '')
  lines(own.part('seats'), data.seats.map(name => ({ key: name, make: () => Object.assign(element('option'), { value: name }) })))
  lines(own.part('drafts'), drafts(own))
  lines(own.part('notes'), [...own.out.notes.map(each => waiting(own, each)).reverse(), ...data.notes.map(each => note(own, each))])
  lines(own.part('hands'), standing(own).map(each => hand(own, each)))
  count(own)
  lines(own.part('decided'), data.decisions.map(each => ({ key: each.id + each.words, make: () => element('li', '', each.words) })))
  own.part('hands-heading').hidden = !data.hands.length && own.part('vote').hidden
  own.part('decided-heading').hidden = !data.decisions.length
}

function lines(parent, wanted) {  // keyed: an element that stays the same is left alone, and so is what is typed in it
  const have = new Map([...parent.children].map(each => [each.dataset.key, each]))
  let at = parent.firstElementChild
  for (const { key, make } of wanted) {
    const kept = have.get(key)
    have.delete(key)
    if (kept && kept === at) { at = at.nextElementSibling; continue }
    const made = kept || make()
    made.dataset.key = key
    parent.insertBefore(made, at)
  }
  for (const left of have.values()) left.remove()
}

function weigh(own) {
  const length = own.box.value.length, most = own.data.most
  const long = length > most
  put(own.part('long'), long ? own.data.words.long.replace('%', length.toLocaleString()) : '')
  own.part('send').disabled = long
}
