// Places to choose from: all of them on one canvas, which lets the mouse through to the ground below it.
"use strict";
window.dots = (() => {
  const REACH = 16; // pixels: a finger is no needle
  const MANY = 40; // more dots than these are small ones, without their sign
  const FILL = "#0b4f50", CHOSEN = "#b3470a", EDGE = "#1b1f24";
  let map, tell, block, canvas, hint, label, last;
  let shown = [], clicks = 0, setting = false, drawn;

  // A circle with the sign of its kind in it, so that kinds differ without colour.
  const Dot = () => L.CircleMarker.extend({
    _updatePath() {
      this._renderer._updateCircle(this);
      if (!this.options.sign || !this._renderer._drawing || this._empty()) return;
      const pen = this._renderer._ctx;
      pen.font = `700 ${this.options.radius * 1.15}px ${getComputedStyle(map.getContainer()).fontFamily}`;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.fillStyle = this.options.coarse ? FILL : "#ffffff";
      pen.fillText(this.options.sign, this._point.x, this._point.y + 1);
    },
  });

  function lay(target, speak, write) {
    map = target;
    tell = speak;
    block = write;
    const pane = map.createPane("dots");
    pane.style.zIndex = 450; // over the ground, under its names
    pane.style.pointerEvents = "none";
    canvas = L.canvas({ pane: "dots", padding: 0.3 });
    hint = L.tooltip({ direction: "top", offset: [0, -8], opacity: 1, className: "unit-words" });
    map.on("mousemove", over);
    map.on("mouseout", () => map.removeLayer(hint));
    map.on("click", (event) => {
      clicks += 1; // a second click on the same place is a new answer
      if (setting) {
        tell({ properties: { point: [event.latlng.lng, event.latlng.lat], click: clicks } });
        return;
      }
      const hit = nearest(event);
      if (hit) tell({ properties: { place: hit.id, click: clicks } });
    });
  }

  // What stands under the mouse; nothing where the ground itself is meant.
  function nearest(event) {
    if (!map || setting) return null;
    const at = map.mouseEventToContainerPoint(event.originalEvent);
    let found = null, least = REACH;
    shown.forEach((place) => {
      const away = map.latLngToContainerPoint(place.at).distanceTo(at);
      if (away <= least) { found = place; least = away; }
    });
    return found;
  }

  function over(event) {
    const hit = nearest(event);
    map.getContainer().classList.toggle("over-dot", Boolean(hit));
    if (!hit) { map.removeLayer(hint); return; }
    hint.setLatLng(hit.at).setContent(block(hit.lines));
    if (!map.hasLayer(hint)) hint.addTo(map);
  }

  // While an entry is edited (``setting``) a click says where it stands; ``point``: where it would stand.
  function draw(places, { place: chosen, setting: sets, point }) {
    shown = places;
    setting = Boolean(sets);
    map.getContainer().classList.toggle("setting", setting);
    if (drawn) map.removeLayer(drawn); // what was drawn twice at one go would stay
    const layer = drawn = L.layerGroup();
    const Kind = Dot();
    const many = places.length > MANY;
    const add = (place, style) => new Kind(place.at, { renderer: canvas, interactive: false, ...style }).addTo(layer);
    places.forEach((place) => { if (place.id !== chosen) add(place, plain(place, many)); });
    const picked = places.find((place) => place.id === chosen);
    if (picked) {
      add(picked, { radius: 17, color: EDGE, weight: 3, fillColor: "#ffffff", fillOpacity: 1 });
      add(picked, { ...plain(picked, false), radius: 13, fillColor: CHOSEN, sign: picked.symbol });
      label = L.tooltip({ permanent: true, direction: "top", offset: [0, -16], className: "dot-name" })
        .setLatLng(picked.at).setContent(block(picked.lines.slice(0, 1)));
      label.addTo(layer);
      if (chosen !== last && !map.getBounds().contains(picked.at)) map.panTo(picked.at, { animate: false });
    }
    last = chosen;
    if (point) {
      const at = [point[1], point[0]];
      add({ at }, { radius: 15, color: EDGE, weight: 3, fillColor: CHOSEN, fillOpacity: 1, sign: "●" });
      if (!map.getBounds().contains(at)) map.panTo(at, { animate: false });
    }
    return layer;
  }

  function plain(place, many) {
    const style = {
      radius: many ? 5 : 11, color: "#ffffff", weight: 1.5, fillColor: FILL, fillOpacity: 1,
      sign: many ? "" : place.symbol, coarse: place.coarse,
    };
    // a point that stands for a whole town is a ring of dashes: nobody takes it for the house
    return place.coarse ? { ...style, color: EDGE, dashArray: "2 3", fillColor: "#ffffff", fillOpacity: 0.85 } : style;
  }

  return { lay, draw, nearest };
})();
