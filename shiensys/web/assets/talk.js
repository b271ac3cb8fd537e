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
  const own = { root, place: '', sent: '', sentAt: 0, typedAt: 0, open: new Map(), out: { notes: [], changes: [], hands: [] } }
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

// -- what the browser keeps

function store(name, value) {
  try { value ? localStorage.setItem('shiensys/' + name, value) : localStorage.removeItem('shiensys/' + name) } catch { /* full, or forbidden */ }
}
function stored(name) { try { return localStorage.getItem('shiensys/' + name) || '' } catch { return '' } }
function fresh() {  // ids in order of time: options stand as they were made
  const some = [...crypto.getRandomValues(new Uint8Array(10))]
  return Date.now().toString(16).padStart(12, '0') + some.map(each => each.toString(16).padStart(2, '0')).join('')
}
function writer() {
  if (!stored('writer')) store('writer', fresh())
  return stored('writer') || (writer.here ||= fresh())
}
function keep(own) { store(own.place + '/draft', own.box.value) }
function keepOut(own) {
  const { notes, changes } = own.out
  store(own.place + '/out', notes.length + changes.length ? JSON.stringify({ notes, changes }) : '')
}

// -- what comes and goes

function take(own, component) {
  own.component = component
  own.data = component.data
  if (own.place !== own.data.place) settle(own)
  const done = new Set([...own.data.done, ...own.data.notes.map(each => each.id)])
  const waits = each => !done.has(each.id)
  own.out = { notes: own.out.notes.filter(waits), changes: own.out.changes.filter(waits), hands: own.out.hands.filter(waits) }
  keepOut(own)
  draw(own)
}

function settle(own) {  // another question, or the page has opened: take up what was left
  if (own.place) keep(own)
  own.place = own.data.place
  own.sent = ''
  own.all = false
  const mine = (own.data.drafts.find(each => each.writer === writer()) || {}).text || ''
  own.box.value = stored(own.place + '/draft') || mine
  own.part('seat').value = stored('seat')
  own.restored = own.box.value !== ''
  try { own.out = { hands: [], ...JSON.parse(stored(own.place + '/out') || '{"notes":[],"changes":[]}') } } catch { /* not ours */ }
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
  const sent = { writer: writer(), all: !!own.all, draft, ...own.out, again: own.sentAt }
  const same = JSON.stringify({ ...sent, again: 0 })
  if (same === own.sent && !own.out.notes.length && !own.out.changes.length && !own.out.hands.length) return
  own.sent = same
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
  put(own.part('trouble'), data.trouble)
  put(own.part('none'), data.notes.length + own.out.notes.length ? '' : words.none)
  put(own.part('all'), data.earlier ? words.all : '')
  put(own.part('restored'), own.restored && own.box.value ? words.restored : '')
  lines(own.part('seats'), data.seats.map(name => ({ key: name, make: () => Object.assign(element('option'), { value: name }) })))
  lines(own.part('drafts'), drafts(own))
  lines(own.part('notes'), [...own.out.notes.map(each => waiting(own, each)).reverse(), ...data.notes.map(each => note(own, each))])
  lines(own.part('hands'), data.hands.map(each => hand(own, each)))
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

function note(own, each) {
  const change_ = own.out.changes.find(one => one.note === each.id)
  const conflict = change_ && own.data.conflicts[change_.id]
  const editing = own.open.has(each.id)
  const state = editing ? 'editing' : conflict ? 'conflict' + conflict.revision : change_ ? 'changing' : ''
  return { key: [each.id, editing || conflict ? '' : each.revision, state].join('/'), make: () => card(own, each, change_, conflict, editing) }
}

function card(own, each, change_, conflict, editing) {
  const words = own.data.words, made = element('li', 'note')
  made.append(element('p', 'who', [each.author, each.time].filter(Boolean).join(' ')))
  if (editing) return edited(own, each, made)
  if (conflict) return both(own, each, change_, conflict, made)
  made.append(element('p', 'text', each.text))
  if (change_) made.append(element('p', 'state', words.waiting))
  else if (each.mine && own.data.may && own.data.look !== 'projector') {
    const acts = element('p', 'acts')
    acts.append(button(words.change, 'small', () => { own.open.set(each.id, each.revision); draw(own) }))
    made.append(acts)
  }
  return made
}

function edited(own, each, made) {
  const words = own.data.words, box = element('textarea'), revision = own.open.get(each.id), acts = element('p', 'acts')
  box.value = each.text
  box.setAttribute('aria-label', words.change)
  const save = button(words.save, 'small main', () => {
    const text = box.value.trim()
    if (text && text.length <= own.data.most) change(own, each.id, text, revision)
  })
  acts.append(save, button(words.cancel, 'small', () => { own.open.delete(each.id); draw(own) }),
    button(words.remove, 'small', () => { if (confirm(words.sure)) change(own, each.id, '', revision, true) }))
  made.append(box, acts)
  return made
}

function both(own, each, change_, conflict, made) {
  const words = own.data.words, acts = element('p', 'acts')
  made.append(element('p', 'state', conflict.said), element('p', 'side', words.theirs), element('p', 'text', conflict.text),
    element('p', 'side', words.mine), element('p', 'text', change_.text))
  acts.append(button(words.take_mine, 'small main', () => change(own, each.id, change_.text, conflict.revision, change_.remove)),
    button(words.take_theirs, 'small', () => {
      own.out.changes = own.out.changes.filter(one => one !== change_)
      keepOut(own)
      draw(own)
    }))
  made.append(acts)
  return made
}

function waiting(own, each) {
  const words = own.data.words, refused = own.data.refused[each.id]
  return {
    key: each.id + (refused || ''),
    make: () => {
      const made = element('li', 'note waiting')
      made.append(element('p', 'who', each.author), element('p', 'text', each.text), element('p', 'state', refused || words.waiting))
      if (refused) made.append(button(words.back, 'small', () => {
        own.box.value = [own.box.value, each.text].filter(Boolean).join('\n')
        own.out.notes = own.out.notes.filter(one => one !== each)
        keep(own)
        keepOut(own)
        draw(own)
      }))
      return made
    },
  }
}

function drafts(own) {
  const others = own.data.may ? own.data.drafts.filter(each => each.writer !== writer()) : []
  return others.map(each => ({
    key: each.writer + each.text,
    make: () => {
      const made = element('li', 'draft')
      made.append(element('p', 'state', own.data.words.other_draft.replace('%', each.time)), element('p', 'text', each.text),
        button(own.data.words.use_draft, 'small', () => {
          own.box.value = [own.box.value, each.text].filter(Boolean).join('\n')
          own.box.dispatchEvent(new Event('input'))
          made.remove()
        }))
      return made
    },
  }))
}

function hand(own, each) {
  const may = own.data.may && own.data.look !== 'projector', words = own.data.words
  return {
    key: [each.id, each.option, may].join('/'),
    make: () => {
      const made = element('li', 'hand')
      made.dataset.vote = each.id
      made.append(element('span', 'option', each.option))
      if (!may) { made.append(element('span', 'count')); return made }
      const field = Object.assign(element('input', 'count'), { type: 'number', min: 0 })
      field.setAttribute('aria-label', each.option)
      field.addEventListener('change', () => {
        const number = Math.floor(Number(field.value))
        if (field.value !== '' && number >= 0) raise(own, { vote: each.id, number })
      })
      const less = button(words.less, 'step less', () => raise(own, { vote: each.id, step: -1 }))
      const more = button(words.more, 'step', () => raise(own, { vote: each.id, step: 1 }))
      less.setAttribute('aria-label', each.option + ' ' + words.less)
      more.setAttribute('aria-label', each.option + ' ' + words.more)
      made.append(less, field, more)
      return made
    },
  }
}

function count(own) {  // the number that somebody is typing is left alone
  const numbers = new Map(own.data.hands.map(each => [each.id, each.hands]))
  for (const made of own.part('hands').children) {
    const pending = own.out.hands.filter(one => one.vote === made.dataset.vote)
    const shown = pending.reduce((sum, one) => one.number ?? Math.max(0, sum + one.step), numbers.get(made.dataset.vote))
    const at = made.querySelector('.count'), less = made.querySelector('.less')
    if (at.tagName === 'INPUT') { if (at !== at.getRootNode().activeElement) at.value = shown } else put(at, shown + own.data.words.hands_unit)
    if (less) less.disabled = shown < 1
  }
}

function weigh(own) {
  const length = own.box.value.length, most = own.data.most
  const long = length > most
  put(own.part('long'), long ? own.data.words.long.replace('%', length.toLocaleString()) : '')
  own.part('send').disabled = long
}
