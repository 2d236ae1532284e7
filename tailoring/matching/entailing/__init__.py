"""What a person tells → what somebody who knows the trade would call it: deeds, products, certificates. Pure."""
