"""Who works here: logging in, one's own profile, the users, groups and keys that admins look after."""
