/** Elements of the page. Texts become text nodes: there is no markup in them, whatever they say. */

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes an element with its attributes and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, '');
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

/** A button that is pressed or not. */
export function toggle(label: Node | string, isPressed: boolean, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', 'aria-pressed': String(isPressed) }, label);
  made.addEventListener('click', onClick);
  return made;
}

/** Marks a button as pressed or not. */
export function press(button: Element, isPressed: boolean): void {
  button.setAttribute('aria-pressed', String(isPressed));
}

/** A list of which one is chosen, by its place; -1 is `none`, where there may be none. */
export function select(
  label: string,
  names: readonly string[],
  { chosen, onChange, none }: { chosen: number; onChange: (at: number) => void; none?: string },
): HTMLLabelElement {
  const options = names.map((name, at) => element('option', { value: at, selected: at === chosen }, name));
  const empty = none === undefined ? [] : [element('option', { value: -1, selected: chosen < 0 }, none)];
  const made = element('select', {}, ...empty, ...options);
  made.addEventListener('change', () => onChange(Number(made.value)));
  return element('label', {}, label, made);
}
