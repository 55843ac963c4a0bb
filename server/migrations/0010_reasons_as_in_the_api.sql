-- The API says self_harm; so does the table from now on.
UPDATE reports SET reason = 'self_harm' WHERE reason = 'self-harm';
