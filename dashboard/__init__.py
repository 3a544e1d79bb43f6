"""What the pages share: cards, charts, filters, states, theme and wording."""
