// The map in the browser: the ground is laid once, paint and pins change on top of it, the view holds still.
"use strict";
window.shiensys = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const OUTLINE = { color: "#3c444e", weight: 1, opacity: 1, fillOpacity: 1 };
  const CHOSEN = { color: "#1b1f24", weight: 5, opacity: 1, fillOpacity: 1 };
  const FEW_PINS = 12; // more than these would hide the names: they are small circles
  const PADDING = [14, 14];

  let map, ground, names, words, chosen, moved, frame, placing, picking, still;
  let clicks = 0;
  let painted = { units: {}, classes: {} };
  const byUnit = new Map();

  // Lay the ground: geometry, names, buttons in the page's language. Nothing of it changes until another city comes.
  function lay(target, settings) {
    map = target;
    words = settings.words;
    placing = settings.placing; // a click sets a point: it is the map's own, not a unit's
    still = settings.still; // on the wall nobody moves the map: it shows the chosen unit and what lies around it
    picking = settings.picking; // a click chooses a place; a unit only where it stands for many
    if (picking) window.dots.lay(map, tell, block);
    map.options.zoomSnap = 0; // fits the frame to the last pixel
    if (!settings.still) L.control.zoom({ zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
    if (settings.tiles) tiles(settings.tiles);
    ground = L.geoJSON(settings.geojson, { style: OUTLINE, onEachFeature: prepare }).addTo(map);
    frame = L.latLngBounds(settings.bounds); // a city without boundaries has pins alone
    names = L.layerGroup().addTo(map);
    fit();
    map.on("dragstart", () => { moved = true; });
    map.getContainer().addEventListener("wheel", () => { moved = true; }, { passive: true });
    map.getContainer().addEventListener("dblclick", () => { moved = true; });
    map.getContainer().querySelectorAll(".leaflet-bar a").forEach((button) =>
      button.addEventListener("click", () => { moved = true; }));
    map.on("zoomend", writeNames);
    // Leaflet takes the focus at the first click; without this the page would scroll away under the finger
    const box = map.getContainer();
    box.focus = () => HTMLElement.prototype.focus.call(box, { preventScroll: true });
    new ResizeObserver(resized).observe(map.getContainer());
  }

  // Three times as wide and as high, as far as the city goes.
  function around(bounds, city) {
    const wide = bounds.pad(1);
    return L.latLngBounds(
      [Math.max(wide.getSouth(), city.getSouth()), Math.max(wide.getWest(), city.getWest())],
      [Math.min(wide.getNorth(), city.getNorth()), Math.min(wide.getEast(), city.getEast())],
    );
  }

  function tiles(settings) {
    map.attributionControl || L.control.attribution({ prefix: false }).addTo(map);
    L.tileLayer(settings.url, { attribution: settings.credit, maxZoom: 18, opacity: 0.6 }).addTo(map);
  }

  function resized() {
    map.invalidateSize({ animate: false, pan: false });
    if (!moved) fit(); // somebody who has moved the map keeps the place
  }

  function fit() {
    const room = map.getContainer();
    // a frame that has no size yet would give a zoom that is no number, and the map would never come back
    if (room.clientWidth < 100 || room.clientHeight < 100) return;
    if (!Number.isFinite(map.getZoom())) map.setView(frame.getCenter(), 10, { animate: false });
    map.fitBounds(frame, { padding: PADDING, animate: false, maxZoom: 17 });
    writeNames();
  }

  function prepare(feature, layer) {
    const unit = feature.properties.unit_id;
    byUnit.set(unit, layer);
    layer.bindTooltip(() => block(hover(unit)), { sticky: true, opacity: 1, className: "unit-words" });
    // a short answer instead of the whole polygon; the number makes a second click on the same unit a new answer
    layer.toGeoJSON = () => ({ properties: { unit_id: unit, click: clicks } });
    if (!placing) layer.on("click", (event) => {
      if (picking && (painted.setting || !counted(unit) || window.dots.nearest(event))) return;
      clicks += 1;
      tell(layer.toGeoJSON());
    });
  }

  const counted = (unit) => (painted.counts || {})[unit];
  const hover = (unit) => (painted.units[unit] || { lines: [byUnit.get(unit).feature.properties.name] }).lines;

  // Answer at once. st_folium would wait 250 ms for the map to come to rest, which a click needn't.
  function tell(answer) {
    const state = window.__GLOBAL_DATA__;
    if (!state || !window.Streamlit) return;
    state.last_active_drawing = answer;
    state.previous_data = { last_active_drawing: answer };
    window.Streamlit.setComponentValue(state.previous_data);
  }

  // A name may hold anything: it goes in as text, never as markup.
  function block(lines, className) {
    const box = document.createElement("div");
    if (className) box.className = className;
    lines.forEach((line, place) => {
      const part = document.createElement(place ? "div" : "strong");
      part.textContent = line;
      box.appendChild(part);
    });
    return box;
  }

  // Colour the units and outline the chosen one.
  function paint(next) {
    painted = next;
    patterns(next);
    byUnit.forEach((layer, unit) => {
      const drawn = next.units[unit];
      layer.setStyle({ ...OUTLINE, fillColor: drawn ? `url(#fill-${drawn.class})` : "#ffffff" });
    });
    choose(next.chosen);
    if (picking) writeNames();
  }

  function choose(unit) {
    chosen = byUnit.get(unit);
    if (!chosen) return;
    chosen.setStyle(CHOSEN);
    chosen.bringToFront();
    if (still) { frame = around(chosen.getBounds(), ground.getBounds()); fit(); }
  }

  // Each class is a pattern, so that what can't be said and what is enough differ without colour too.
  function patterns({ classes }) {
    document.getElementById("fills")?.remove();
    const svg = element("svg", { id: "fills", width: 0, height: 0, style: "position:absolute" });
    const defs = svg.appendChild(element("defs", {}));
    for (const [key, drawn] of Object.entries(classes)) {
      const box = element("pattern", {
        id: `fill-${key}`, width: 9, height: 9, patternUnits: "userSpaceOnUse",
        ...(["hatch", "few", "cross"].includes(drawn.pattern) ? { patternTransform: "rotate(45)" } : {}),
      });
      box.appendChild(element("rect", { width: 9, height: 9, fill: drawn.fill }));
      if (drawn.pattern === "hatch") box.appendChild(element("rect", { width: 2.5, height: 9, fill: drawn.mark }));
      if (drawn.pattern === "few") box.appendChild(element("rect", { width: 1.2, height: 9, fill: drawn.mark }));
      if (drawn.pattern === "cross") {
        box.appendChild(element("rect", { width: 1.5, height: 9, fill: drawn.mark }));
        box.appendChild(element("rect", { width: 9, height: 1.5, fill: drawn.mark }));
      }
      if (drawn.pattern === "dots") box.appendChild(
        element("circle", { cx: 4.5, cy: 4.5, r: 1.5, fill: drawn.mark }));
      defs.appendChild(box);
    }
    document.body.appendChild(svg);
  }

  function element(tag, attributes) {
    const made = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  // Names stand only where they fit into their own unit.
  function writeNames() {
    names.clearLayers();
    const taken = [];
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `700 14px ${getComputedStyle(map.getContainer()).fontFamily}`;
    byUnit.forEach((layer, unit) => {
      const { name, label } = layer.feature.properties;
      const width = pen.measureText(name).width;
      const at = L.latLng(label[1], label[0]);
      if (counted(unit) && !count(at, counted(unit), taken)) return;
      const needed = still && layer === chosen; // whose figures stand on the wall is named there
      if (!needed && !fits(layer, map.latLngToLayerPoint(at), width / 2, 9)) return;
      if (still && !whole(at, width / 2)) return; // no half names at the edge
      const text = document.createElement("span");
      text.textContent = name;
      const below = counted(unit) ? 25 : 9; // the name makes room for the count
      const icon = L.divIcon({
        className: "unit-name", html: text, iconSize: [width + 4, 18], iconAnchor: [width / 2 + 2, below],
      });
      L.marker(at, { icon, interactive: false, keyboard: false, zIndexOffset: 1000 }).addTo(names);
    });
  }

  // How many places a unit holds where they are too many to stand one by one. Where two would cover each other the
  // second is a bare dot: it gets its number as soon as there is room.
  function count(at, words, taken) {
    const here = map.latLngToLayerPoint(at), half = 6 + 5 * words.length;
    const free = taken.every((other) => Math.abs(other.x - here.x) > half + other.half || Math.abs(other.y - here.y) > 24);
    if (free) taken.push({ x: here.x, y: here.y, half });
    const text = document.createElement("span");
    text.textContent = free ? words : "";
    const size = free ? [2 * half, 22] : [10, 10];
    const icon = L.divIcon({ className: "unit-count", html: text, iconSize: size, iconAnchor: [size[0] / 2, size[1] / 2 - 5] });
    L.marker(at, { icon, interactive: false, keyboard: false, zIndexOffset: 1100 }).addTo(names);
    return free;
  }

  function fits(layer, middle, halfWidth, halfHeight) {
    const rings = flat(layer.getLatLngs()).map((ring) => ring.map((at) => map.latLngToLayerPoint(at)));
    return [-1, -0.5, 0, 0.5, 1].every((side) => [-1, 1].every((up) =>
      inside(middle.x + side * halfWidth, middle.y + up * halfHeight, rings)));
  }

  function whole(at, halfWidth) {
    const { x, y } = map.latLngToContainerPoint(at), room = map.getSize();
    return x > halfWidth && x < room.x - halfWidth && y > 9 && y < room.y - 9;
  }

  const flat = (rings) => (rings[0] instanceof L.LatLng ? [rings] : rings.flatMap(flat));

  function inside(x, y, rings) {
    let within = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const a = ring[i], b = ring[j];
        if ((a.y > y) !== (b.y > y) && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) within = !within;
      }
    }
    return within;
  }

  // Places. Kept in a LayerGroup, which passes no clicks on: opening a place asks nothing of the server.
  function pins(places) {
    if (picking) return window.dots.draw(places, painted);
    const drawn = L.layerGroup();
    places.forEach((place) => {
      const drawing = marker(place, places.length > FEW_PINS && !place.large)
        .bindPopup(() => block(place.lines, "pin-words"), { closeButton: false, maxWidth: 260 });
      // names beside the halls, to find one's way by where no boundary is drawn; districts have names of their own,
      // and both at once hid each other: there a hall says its name under the pointer
      if (place.named) drawing.bindTooltip(
        block(place.lines.slice(0, 1)), byUnit.size ? { direction: "right", offset: [6, 0], className: "unit-words" }
          : { permanent: true, direction: "right", offset: [4, 0], className: "hall-name" });
      drawing.addTo(drawn);
    });
    return drawn;
  }

  function marker(place, small) {
    if (small || !place.symbol) {
      const fillColor = place.symbol ? "#0b4f50" : "#ffffff";
      const radius = place.symbol ? 5.5 : 4.5;
      const drawn = { radius, color: place.symbol ? "#ffffff" : "#1b1f24", weight: 1.5, fillColor, fillOpacity: 1 };
      // a point that stands for a whole town is a ring of dashes: nobody takes it for the house
      return L.circleMarker(place.at, place.coarse ? { ...drawn, color: "#1b1f24", dashArray: "2 3", fillOpacity: 0.45 } : drawn);
    }
    const text = document.createElement("span");
    text.textContent = place.symbol;
    const className = `pin-symbol${place.coarse ? " coarse" : ""}${place.large ? " being-set" : ""}`;
    const icon = L.divIcon({ className, html: text, iconSize: [26, 26] });
    return L.marker(place.at, { icon, title: "", alt: place.lines[0] });
  }

  return { lay, paint, pins };
})();
