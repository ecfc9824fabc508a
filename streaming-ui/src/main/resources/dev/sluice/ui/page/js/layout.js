// Places the nodes of an acyclic graph in layers, parents above children, with few crossings.

const SWEEPS = 6;

/**
 * Places `nodes` ({id}, parents first) joined by `edges` ({from, to}) in a picture: {width, height, nodes: Map of id to {x, y}, edges: [{from, to,
 * points}]}. x and y are the corner of a node of `size` ({width, height, across, down}); points lead from the foot of one to the head of the other.
 */
export function layout(nodes, edges, size) {
  const layerOf = layers(nodes, edges);
  const { rows, chains } = withWaypoints(nodes, edges, layerOf);
  order(rows);
  const width = columns(rows, size);
  const at = (cell) => ({ x: cell.x, y: cell.layer * (size.height + size.down) });
  const placed = new Map(
    rows
      .flat()
      .filter(({ id }) => id !== null)
      .map((cell) => [cell.id, at(cell)]),
  );
  return {
    width,
    height: Math.max(0, rows.length * (size.height + size.down) - size.down),
    nodes: placed,
    edges: chains.map(({ from, to, cells }) => ({
      from,
      to,
      points: cells.flatMap((cell, i) => ends(at(cell), i, cells.length, size)),
    })),
  };
}

/** Of each node how many edges the longest way to it has. */
function layers(nodes, edges) {
  const layerOf = new Map(nodes.map(({ id }) => [id, 0]));
  for (const { id } of nodes) {
    for (const { from, to } of edges) {
      if (from === id && layerOf.has(to)) {
        layerOf.set(to, Math.max(layerOf.get(to), layerOf.get(id) + 1));
      }
    }
  }
  return layerOf;
}

/** The layers as rows of cells. An edge that skips layers gets a cell without a node in each, so that it goes round nodes. */
function withWaypoints(nodes, edges, layerOf) {
  const rows = Array.from({ length: Math.max(0, ...layerOf.values()) + 1 }, () => []);
  const cellOf = new Map();
  const add = (id, layer) => {
    const cell = { id, layer, above: [], below: [], x: 0 };
    rows[layer].push(cell);
    return cell;
  };
  nodes.forEach(({ id }) => cellOf.set(id, add(id, layerOf.get(id))));
  const known = edges.filter(({ from, to }) => cellOf.has(from) && cellOf.has(to));
  const chains = known.map(({ from, to }) => {
    const cells = [cellOf.get(from)];
    for (let layer = layerOf.get(from) + 1; layer < layerOf.get(to); layer++) {
      cells.push(add(null, layer));
    }
    cells.push(cellOf.get(to));
    cells.slice(1).forEach((cell, i) => {
      cell.above.push(cells[i]);
      cells[i].below.push(cell);
    });
    return { from, to, cells };
  });
  return { rows, chains };
}

/** Orders each row by where its neighbours are, downwards and upwards in turn, and keeps the order with the fewest crossings. */
function order(rows) {
  rows.forEach(ranked);
  let best = rows.map((row) => [...row]);
  let fewest = crossings(rows);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const side = sweep % 2 === 0 ? "above" : "below";
    for (const row of sweep % 2 === 0 ? rows : [...rows].reverse()) {
      row.forEach((cell) => (cell.pull = mean(cell[side].map(({ rank }) => rank)) ?? cell.rank));
      row.sort((a, b) => a.pull - b.pull);
      ranked(row);
    }
    const now = crossings(rows);
    if (now < fewest) {
      fewest = now;
      best = rows.map((row) => [...row]);
    }
  }
  best.forEach((row, layer) => ranked((rows[layer] = row)));
}

function ranked(row) {
  row.forEach((cell, i) => (cell.rank = i));
}

function crossings(rows) {
  let sum = 0;
  for (const row of rows) {
    const ends = row.flatMap(({ rank, below }) => below.map((cell) => [rank, cell.rank]));
    ends.forEach(([from, to], i) => {
      sum += ends.slice(0, i).filter(([otherFrom, otherTo]) => (from - otherFrom) * (to - otherTo) < 0).length;
    });
  }
  return sum;
}

/** Gives each cell its x: near its neighbours, in its order, apart from the next. Returns the width of it all. */
function columns(rows, { width, across }) {
  const step = width + across;
  rows.forEach((row) => row.forEach((cell) => (cell.x = cell.rank * step)));
  // Upwards and downwards in turn, downwards last: a chain ends straight below what it comes from.
  for (let sweep = 1; sweep <= SWEEPS; sweep++) {
    const side = sweep % 2 === 0 ? "above" : "below";
    for (const row of sweep % 2 === 0 ? rows : [...rows].reverse()) {
      spaced(
        row,
        row.map((cell) => mean(cell[side].map(({ x }) => x)) ?? cell.x),
        step,
      );
    }
  }
  const cells = rows.flat();
  if (cells.length === 0) {
    return 0;
  }
  const least = Math.min(...cells.map(({ x }) => x));
  cells.forEach((cell) => (cell.x -= least));
  return Math.max(...cells.map(({ x }) => x)) + width;
}

/** Puts a row where it wants to be: pushed apart to the right, then back by what that moved it on average. */
function spaced(row, wanted, step) {
  let least = -Infinity;
  row.forEach((cell, i) => {
    cell.x = Math.max(wanted[i], least);
    least = cell.x + step;
  });
  const moved = mean(row.map((cell, i) => cell.x - wanted[i])) ?? 0;
  row.forEach((cell) => (cell.x -= moved));
}

function ends({ x, y }, i, cells, { width, height }) {
  const head = { x: x + width / 2, y };
  const foot = { x: x + width / 2, y: y + height };
  if (i === 0) {
    return [foot];
  }
  return i === cells - 1 ? [head] : [head, foot];
}

function mean(numbers) {
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
