"""How a plan answers what outside bodies ask: links that a person made, states that are worked out."""
