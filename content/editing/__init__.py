"""A résumé as the fields of a form, and two résumés or texts compared by word; pure."""
