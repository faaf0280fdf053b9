DROP TABLE second_factor_policies;
DROP TABLE second_factors;
