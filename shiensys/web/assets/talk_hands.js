// Hands counted for options.

function standing(own) {  // options, without those that are being taken off
  const off = new Set(own.out.hands.filter(each => each.remove).map(each => each.vote))
  return own.data.hands.filter(each => !off.has(each.id))
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
      const off = button(words.remove_option, 'small off', () => takeOff(own, each.id))
      off.setAttribute('aria-label', each.option + ' ' + words.remove_option)
      made.append(less, field, more, off)
      return made
    },
  }
}

function takeOff(own, vote) {  // as it is now: its hands may have been counted on since it was drawn
  const now = own.data.hands.find(each => each.id === vote)
  const asked = now && own.data.words.sure_option.replace('#', now.hands).replace('%', () => now.option)
  if (asked && confirm(asked)) raise(own, { vote, revision: now.revision, remove: true })
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
