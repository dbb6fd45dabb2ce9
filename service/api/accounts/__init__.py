"""Channel accounts for admins, and the hooks at which platforms deliver to them."""
