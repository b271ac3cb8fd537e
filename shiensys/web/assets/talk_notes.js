// The notes on the board, what waits to be kept, and what was begun elsewhere.

function note(own, each) {
  const change_ = own.out.changes.find(one => one.note === each.id)
  const conflict = change_ && own.data.conflicts[change_.id]
  const editing = own.open.has(each.id)
  const state = editing ? 'editing' : conflict ? 'conflict' + conflict.revision : change_ ? 'changing' : ''
  const past = own.past.has(each.id) ? (own.data.past[each.id] || []).length + 'past' : ''
  return { key: [each.id, editing || conflict ? '' : each.revision, state, past].join('/'), make: () => card(own, each, change_, conflict, editing) }
}

function card(own, each, change_, conflict, editing) {
  const words = own.data.words, made = element('li', 'note')
  made.append(element('p', 'who', [each.author, each.time, each.changed].filter(Boolean).join(' ')))
  if (editing) return edited(own, each, made)
  if (conflict) return both(own, each, change_, conflict, made)
  made.append(element('p', 'text', each.text))
  if (own.past.has(each.id)) for (const one of own.data.past[each.id] || []) made.append(element('p', 'side', one.until), element('p', 'text', one.text))
  if (change_) made.append(element('p', 'state', words.waiting))
  else if (own.data.may && own.data.look !== 'projector') made.append(acts(own, each))
  return made
}

function acts(own, each) {  // one's own is changed; what was changed tells what stood there before
  const words = own.data.words, made = element('p', 'acts'), open = own.past.has(each.id)
  if (each.mine) made.append(button(words.change, 'small', () => { own.open.set(each.id, each.revision); draw(own) }))
  if (each.changed) made.append(button(open ? words.before_hide : words.before, 'small', () => {
    open ? own.past.delete(each.id) : own.past.add(each.id)
    tell(own)
    draw(own)
  }))
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
