DROP TABLE disclosures;
DROP TABLE deliveries;
DROP TABLE briefings;
