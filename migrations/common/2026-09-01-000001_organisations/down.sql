DROP TABLE login_failures;
DROP TABLE refresh_families;
DROP TABLE api_keys;
DROP TABLE memberships;
DROP TABLE users;
DROP TABLE hub_employers;
DROP TABLE organisations;
