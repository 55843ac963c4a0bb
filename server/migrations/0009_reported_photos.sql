-- The photos of what is reported, as they were then: kept until the report is closed.
CREATE TABLE report_photos (
    report_id BIGINT NOT NULL REFERENCES reports (id),
    place BIGINT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (report_id, place)
) /*clustered*/;
CREATE INDEX report_photos_of_content ON report_photos (content);
