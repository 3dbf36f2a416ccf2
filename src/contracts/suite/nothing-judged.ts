// The end of a run that could not even begin.

/** Nothing could be judged: the endpoint does not answer, or the credentials are wrong. */
export class NothingJudged extends Error {}
