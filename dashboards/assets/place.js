/* Draws the charts that Dash makes into their places on the page that the server made.

   A chart takes a slow machine a good part of a second. Those in sight come first, the others one
   by one whenever there is nothing else to do, so that the page goes on answering meanwhile. */
(function () {
  const { useEffect, useReducer, useState } = window.React;
  const turns = new Map();
  const whenQuiet = window.requestIdleCallback || ((go) => window.setTimeout(go, 200));
  const take = (place) => {
    const go = turns.get(place);
    turns.delete(place);
    inSight.unobserve(place);
    if (go) go();
  };
  const inSight = new IntersectionObserver(
    (seen) => seen.filter((one) => one.isIntersecting).forEach((one) => take(one.target)),
    { rootMargin: "100px" },
  );
  const next = () => {
    const [place] = turns.keys();
    if (place) take(place);
    if (turns.size) whenQuiet(next);
  };
  const waitForTurn = (place, go) => {
    if (!turns.size) whenQuiet(next);
    turns.set(place, go);
    inSight.observe(place);
    return () => {
      turns.delete(place);
      inSight.unobserve(place);
    };
  };
  // Another choice brings other cards, with places of the same names.
  function Place({ at, children }) {
    const [, lookAgain] = useReducer((times) => times + 1, 0);
    const [taken, setTaken] = useState(null);
    const place = document.getElementById(at);
    useEffect(() => {
      document.addEventListener("ml-cards", lookAgain);
      return () => document.removeEventListener("ml-cards", lookAgain);
    }, []);
    useEffect(() => (place ? waitForTurn(place, () => setTaken(place)) : undefined), [place]);
    return place && taken === place ? window.ReactDOM.createPortal(children, place) : null;
  }
  window.meetlat = { Place };
})();
