const $ = id => document.getElementById(id);
const search = $('search');
let page = 0;
let film = null;
let store = '1';

/** Calls the service; a failure becomes an Error with the message that the service gives. */
async function call(path, body) {
  let response;
  try {
    response = await fetch(path, body === undefined ? {} : {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error('The service does not answer. Is it running?');
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    throw new Error(answer?.message ?? `The service answered ${response.status}.`);
  }
  return answer;
}

/** An element with text, never HTML, and children. */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function show(where, text, bad = false) {
  where.textContent = text;
  where.classList.toggle('bad', bad);
  where.hidden = !text;
}

/** Wraps what a person starts, so that its failure is shown where they look. */
function act(work) {
  return async (...args) => {
    const where = $('film').open ? $('film-message') : $('message');
    try {
      show(where, '');
      await work(...args);
    } catch (failure) {
      show(where, failure.message, true);
    }
  };
}

const people = text => text.toLowerCase().replace(/(^|[\s'-])\p{L}/gu, letter => letter.toUpperCase());
const nameOf = person => people(`${person.firstName} ${person.lastName}`);
const money = amount => Number(amount).toLocaleString(undefined, {style: 'currency', currency: 'USD'});
const day = time => new Date(time).toLocaleDateString(undefined, {dateStyle: 'medium'});

const findFilms = act(async () => {
  const filled = [...new FormData(search)].filter(([, value]) => value);
  const found = await call(`films?${new URLSearchParams([...filled, ['page', page]])}`);
  $('results').replaceChildren(...found.rows.map(card));
  if (!found.rows.length) {
    $('results').append(element('li', {className: 'quiet', textContent: 'No film is like that.'}));
  }
  $('page').textContent = `Page ${found.number + 1}`;
  $('previous').disabled = found.number === 0;
  $('next').disabled = !found.hasNext;
});

function card(listed) {
  const facts = [listed.rating, listed.length && `${listed.length} min`, ...listed.categories].filter(Boolean);
  return element('li', {}, element('button', {type: 'button', onclick: () => openFilm(listed.filmId)},
      element('span', {className: 'title', textContent: people(listed.title)}),
      element('span', {className: 'quiet', textContent: facts.join(' · ')}),
      element('span', {className: 'quiet', textContent: listed.description})));
}

const openFilm = act(async id => {
  const details = await call(`films/${id}`);
  film = details.film;
  $('film-title').textContent = people(film.title);
  $('film-facts').textContent = [film.releaseYear, film.rating, film.length && `${film.length} min`,
      `${money(film.rentalRate)} for ${film.rentalDuration} days`].filter(Boolean).join(' · ');
  $('film-description').textContent = film.description;
  $('film-actors').replaceChildren(...details.actors.map(actor => element('li', {},
      element('button', {type: 'button', textContent: nameOf(actor), onclick: () => filmsWith(actor)}))));
  $('film-stock').replaceChildren(...details.stock.map(stockRow));
  if (!details.stock.length) {
    $('film-stock').append(element('li', {className: 'quiet', textContent: 'No store has this film.'}));
  }
  if (!$('film').open) {
    show($('film-message'), '');
    $('film').showModal();
  }
});

function stockRow(stock) {
  return element('li', {},
      element('span', {textContent: `Store ${stock.storeId}, ${stock.city}: ${stock.available} of ${stock.copies} on the shelf`}),
      element('button', {type: 'button', textContent: 'Rent', onclick: () => rent(stock.storeId)}));
}

function filmsWith(actor) {
  search.actor.value = `${actor.firstName} ${actor.lastName}`;
  page = 0;
  $('film').close();
  findFilms();
}

const rent = act(async storeId => {
  const customerId = chosenCustomer();
  if (!customerId) {
    throw new Error('Choose the customer at the desk first: close this and type a name at the top.');
  }
  const receipt = await call('rentals', {customerId, filmId: film.filmId, storeId});
  await openFilm(film.filmId);
  await showHome();
  const points = receipt.loyaltyPoints === null ? 'the loyalty card is full' : `${receipt.loyaltyPoints} loyalty points`;
  show($('film-message'), `Rented for ${money(receipt.amount)}, due ${day(receipt.dueDate)}; ${points}.`);
});

const bringBack = act(async rented => {
  await call(`rentals/${rented.rentalId}/return`, {});
  await showHome();
  show($('message'), `${people(rented.title)} is back.`);
});

/** The option that the field shows ends in the customer's number. */
const chosenCustomer = () => Number(/ #(\d+)$/.exec($('customer').value)?.[1] ?? 0);

const findCustomers = act(async () => {
  if (chosenCustomer()) {
    await showHome();
    return;
  }
  $('home').replaceChildren(element('li', {className: 'quiet', textContent: 'Choose the customer above.'}));
  const found = await call(`customers?${new URLSearchParams({name: $('customer').value})}`);
  $('customers').replaceChildren(...found.map(customer =>
      element('option', {value: `${nameOf(customer)} #${customer.customerId}`})));
});

async function showHome() {
  const rented = await call(`customers/${chosenCustomer()}/rentals`);
  $('home').replaceChildren(...rented.map(each => element('li', {},
      element('span', {},
          element('span', {className: 'title', textContent: people(each.title)}),
          element('br'),
          element('span', {className: 'quiet', textContent: `store ${each.storeId}, due ${day(each.dueDate)}`})),
      element('button', {type: 'button', textContent: 'Return', onclick: () => bringBack(each)}))));
  if (!rented.length) {
    $('home').append(element('li', {className: 'quiet', textContent: 'Nothing.'}));
  }
}

const showTop = act(async () => {
  const top = await call(`stores/${store}/top-customers?limit=8`);
  $('top').replaceChildren(...top.map(customer => element('tr', {},
      element('td', {textContent: customer.rank}),
      element('td', {textContent: nameOf(customer)}),
      element('td', {className: 'number', textContent: money(customer.total)}))));
});

function chooseStore(button) {
  store = button.dataset.store;
  for (const each of document.querySelectorAll('[data-store]')) {
    each.setAttribute('aria-pressed', each === button);
  }
  showTop();
}

search.addEventListener('submit', event => {
  event.preventDefault();
  page = 0;
  findFilms();
});
search.addEventListener('change', event => event.target.tagName === 'SELECT' && search.requestSubmit());
$('previous').addEventListener('click', () => { page--; findFilms(); });
$('next').addEventListener('click', () => { page++; findFilms(); });
$('customer-form').addEventListener('submit', event => event.preventDefault());
let typing;
$('customer').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(findCustomers, 150);
});
document.querySelectorAll('[data-store]').forEach(button => button.addEventListener('click', () => chooseStore(button)));

act(async () => {
  const names = await call('films/categories');
  search.category.append(...names.map(name => element('option', {textContent: name})));
})();
findFilms();
findCustomers();
showTop();
