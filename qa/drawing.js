let wanted = null;  // the turn and number of a quote whose document is on its way
const pane = document.getElementById('documents');
const top = node => node.getBoundingClientRect().top;
const turnShown = () => element.querySelector('.view')?.dataset.turn;
const find = number => element.querySelector('#citation-' + number);
const show = number => {
  const marks = element.querySelectorAll('mark[data-citation="' + number + '"]');
  if (!marks.length) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  marks[0].scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
  find(number).focus({ preventScroll: true });
  marks.forEach(mark => { mark.classList.remove('flash'); void mark.offsetWidth; mark.classList.add('flash'); });
};
Object.assign(pane, { tabIndex: 0, role: 'region', ariaLabel: 'Documents' });  // scrolls by its keys, too
document.addEventListener('click', event => {
  const href = event.target.closest('a')?.getAttribute('href');
  const judged = href?.match(/^#turn-(\d+)-(right|wrong)$/), place = href?.match(/^#turn-(\d+)-citation-(\d+)$/);
  if (judged) {
    event.preventDefault();
    trigger('judge', { turn: Number(judged[1]), right: judged[2] === 'right' });
  }
  if (!place) return;
  event.preventDefault();
  wanted = null;
  if (turnShown() === place[1]) show(place[2]);
  else { wanted = place; trigger('cite', { turn: Number(place[1]) }); }
}, true);
// The chat names each message by its HTML source; its words are name enough.
new MutationObserver(() => {
  const named = '#chat :is([data-testid=bot], [data-testid=user])[aria-label]';
  document.querySelectorAll(named).forEach(node => node.removeAttribute('aria-label'));
  document.querySelectorAll('a.citation:not([aria-label])').forEach(link => {
    link.ariaLabel = 'Show the quote for ' + link.textContent;
  });
}).observe(document.body, { subtree: true, childList: true, attributeFilter: ['aria-label'] });
watch('value', () => {
  const opens = find(element.querySelector('.view')?.dataset.opens);
  if (wanted && wanted[1] === turnShown()) { show(wanted[2]); wanted = null; return; }
  const below = opens && Math.max(pane.clientHeight / 3, opens.closest('article').firstChild.offsetHeight + 16);
  document.getElementById('chat').scrollIntoView({ block: 'nearest' });  // on a narrow screen it may be above
  pane.scrollTop = opens ? pane.scrollTop + top(opens) - top(pane) - below : 0;
});
