/**
 * Lets a library set styles under a Content-Security-Policy that forbids style attributes: the value goes through the object
 * model, which the policy allows, since only a script that it has let in can do so. plotly.js writes attributes.
 */
export function styleThroughObjectModel(): void {
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (this: HTMLElement, name: string, value: string) {
    if (name === 'style') this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
}
