// Reading along: the sentence and the part that are heard now. The page moves only for a person who
// asked for it.

export class Along {
  /** @param root the element with data-player; @param go called with the start of a part */
  constructor(root, go) {
    this.follows = false;
    this.timed = timed(root, "[data-transcript] [data-start]");
    this.chapters = timed(root, "[data-chapters] [data-start]");
    this.label = root.querySelector("[data-chapter]");
    for (const chapter of this.chapters) {
      chapter.title = chapter.element.querySelector(".chapters__title");
      chapter.button = chapter.element.querySelector("[data-go]");
      chapter.button.addEventListener("click", () => {
        // The button goes away with its part's turn; the focus stays in the list.
        chapter.title.focus({ preventScroll: true });
        go(chapter.start);
      });
    }
  }

  /** @param at seconds; @param limit how far one may go */
  show(at, limit) {
    const now = lastBefore(this.timed, at);
    if (now !== this.now) {
      this.mark(now);
    }
    const current = lastBefore(this.chapters, at);
    const title = current ? current.title.textContent : "";
    if (this.label.textContent !== title) {
      this.label.textContent = title;
    }
    for (const chapter of this.chapters) {
      chapter.button.hidden = chapter === current || chapter.start > limit;
      if (chapter === current) {
        chapter.element.setAttribute("aria-current", "true");
      } else {
        chapter.element.removeAttribute("aria-current");
      }
    }
  }

  mark(now) {
    if (this.now) {
      this.now.element.removeAttribute("aria-current");
    }
    this.now = now;
    if (now) {
      now.element.setAttribute("aria-current", "true");
      this.follow();
    }
  }

  setFollowing(follows) {
    this.follows = follows;
    this.follow();
  }

  /** Bring the sentence into view, where that is wished for and the text is open. */
  follow() {
    if (this.follows && this.now && this.now.element.getClientRects().length) {
      this.now.element.scrollIntoView({ block: "center" });
    }
  }
}

function timed(root, selector) {
  return [...root.querySelectorAll(selector)].map((element) => ({
    start: Number(element.dataset.start),
    element,
  }));
}

function lastBefore(list, at) {
  let found = null;
  for (const one of list) {
    if (one.start > at + 0.05) {
      break;
    }
    found = one;
  }
  return found;
}
