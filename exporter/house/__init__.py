"""How a newsroom wants its pages: layouts now, house style to come."""
