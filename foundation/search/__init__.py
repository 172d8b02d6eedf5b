"""Words looked for in what people wrote: an index of the words, what was typed, and what each app gives to be found."""
