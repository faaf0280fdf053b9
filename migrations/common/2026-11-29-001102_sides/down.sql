DROP TABLE side_reports;
DROP TABLE side_links;
