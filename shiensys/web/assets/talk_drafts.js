// What was begun elsewhere: in a tab that is gone, or in another browser of the same account. Never mixed in silently.

function drafts(own) {
  if (!own.data.may) return []
  const left = leftDrafts(own.place), here = new Set([writer(), ...left.map(each => each.writer)])
  const others = [...left, ...own.data.drafts.filter(each => !here.has(each.writer))]
  return others.filter(each => !own.gone.has(each.writer)).map(each => ({ key: each.writer + each.text, make: () => begun(own, each) }))
}

function begun(own, each) {
  const words = own.data.words, made = element('li', 'draft'), acts = element('p', 'acts')
  acts.append(button(words.use_draft, 'small', () => { use(own, each); draw(own) }),
    button(words.remove, 'small', () => { if (confirm(words.sure_draft)) { dropDraft(own, each); draw(own) } }))
  made.append(element('p', 'state', words.other_draft.replace('%', each.time)), element('p', 'text', each.text), acts)
  return made
}

function use(own, each) {  // below what stands in the box
  own.box.value = [own.box.value, each.text].filter(Boolean).join('\n')
  keep(own)
  weigh(own)
  dropDraft(own, each)
}

function dropDraft(own, each) {  // a tab that still is open keeps its own
  own.gone.add(each.writer)
  own.drops.push(each.writer)
  if (!lives(each.writer)) store(own.place + '/draft/' + each.writer, '')
  own.keyAt = own.typedAt = Date.now() - PAUSE
}
