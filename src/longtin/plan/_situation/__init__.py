"""The situation: trust both ways, what runs already, what is assumed, what serves an aim."""
