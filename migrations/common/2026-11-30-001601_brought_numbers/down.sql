DROP TABLE brought_numbers;
