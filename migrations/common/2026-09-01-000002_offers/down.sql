DROP TABLE offer_windows;
DROP TABLE offers;
DROP TABLE contacts;
