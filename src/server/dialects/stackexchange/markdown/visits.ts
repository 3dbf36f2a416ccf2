// The count of characters that the renderer has looked at, by which the tests see that its work stays linear.

export interface Visits {
  count: number;
}
