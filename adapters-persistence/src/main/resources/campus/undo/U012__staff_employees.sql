DROP TABLE employee_tree;
DROP TABLE employee_paths;
DROP TABLE employees;
