-- Who looks for arrivals reads the newest moments: see db/events.rs.
DROP INDEX timeline_arrivals;
