"""What pages show, made from records: pure."""
