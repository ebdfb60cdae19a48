"""How a newsroom wants its pages: layouts, house style, the colour of the house."""
