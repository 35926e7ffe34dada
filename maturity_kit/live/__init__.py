"""The room: a small server on which everybody votes by phone, and the pages of its facilitator."""
