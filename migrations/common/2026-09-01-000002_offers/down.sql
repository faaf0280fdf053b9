DROP TABLE offer_windows;
DROP TABLE offers;
DROP TABLE sites;
DROP TABLE insurances;
DROP TABLE contacts;
