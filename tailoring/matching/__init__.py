"""What a job asks for, matched with what the person has: by rules, or by a model whose answer is checked. Pure."""
